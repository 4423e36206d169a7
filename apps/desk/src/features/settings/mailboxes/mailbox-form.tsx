import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Mailbox } from '@ventanilla/web';
import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { notifyDone } from '../../../shared/notify.tsx';
import { sessionQuery } from '../../../shared/session/session.ts';
import { FormDialog } from '../shared/form-dialog.tsx';
import classes from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import { type MailboxFields as MailboxValues, toServer } from './mailbox.form.ts';
import { ServerFieldset } from './server-fieldset.tsx';
import { type MailboxFormApi, useMailboxForm } from './use-mailbox-form.ts';

interface MailboxFormProps {
  /** The mailbox to change; null for a new one. */
  mailbox: Mailbox | null;
  opened: boolean;
  onClose(): void;
}

/** Connects a mailbox or changes one, with a trial of its servers before anything is kept. */
export function MailboxForm({ mailbox, opened, onClose }: MailboxFormProps) {
  const { t } = useTranslation('settings');
  const title = mailbox ? t('mailboxes.editTitle', { name: mailbox.name }) : t('mailboxes.create');
  return (
    <FormDialog opened={opened} onClose={onClose} title={title} size="lg">
      <MailboxFields mailbox={mailbox} onSaved={onClose} onCancel={onClose} />
    </FormDialog>
  );
}

async function save(mailbox: Mailbox | null, values: MailboxValues): Promise<Mailbox> {
  const { withHistory, ...rest } = values;
  const body = {
    ...rest,
    address: values.address.trim(),
    imap: toServer(values.imap),
    smtp: toServer(values.smtp),
  };
  if (!mailbox) return dataOf(api.POST('/api/v1/mailboxes', { body: { ...body, withHistory } }));
  return dataOf(
    api.PATCH('/api/v1/mailboxes/{mailboxId}', {
      params: { path: { mailboxId: mailbox.id }, header: ifMatch(mailbox.version) },
      body,
    }),
  );
}

interface MailboxFieldsProps {
  mailbox: Mailbox | null;
  onSaved(): void;
  onCancel(): void;
  /** The way out without a mailbox; «Cancelar» where left out. */
  cancelText?: string;
}

/** The fields of a mailbox, wherever they stand. */
export function MailboxFields({ mailbox, onSaved, onCancel, cancelText }: MailboxFieldsProps) {
  const { t } = useTranslation(['settings', 'desk']);
  const queryClient = useQueryClient();
  const form = useMailboxForm(mailbox);
  const submit = useSubmit(form.setErrors);
  const onSubmit = form.onSubmit((values) =>
    submit.run(async () => {
      const saved = await save(mailbox, values);
      notifyDone(mailbox ? t('saved') : t('mailboxes.created', { address: saved.address }));
      await queryClient.invalidateQueries({ queryKey: ['mailboxes'] });
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      onSaved();
    }),
  );
  return (
    <form className={classes.fields} onSubmit={onSubmit} noValidate>
      <div className={classes.grid}>
        <TextInput
          {...form.getInputProps('name')}
          label={t('mailboxes.name')}
          description={t('mailboxes.nameHint')}
          maxLength={120}
          data-autofocus
        />
        <TextInput
          {...form.getInputProps('address')}
          label={t('mailboxes.address')}
          type="email"
          autoComplete="off"
        />
      </div>
      <ServerFieldset form={form} kind="imap" isStored={mailbox?.imap?.hasPassword === true}>
        <Select
          {...form.getInputProps('afterFetch')}
          label={t('mailboxes.afterFetch')}
          data={(['mark_read', 'move'] as const).map((value) => ({ value, label: t(`mailboxes.${value}`) }))}
        />
        {mailbox ? null : (
          <Checkbox
            {...form.getInputProps('withHistory', { type: 'checkbox' })}
            label={t('mailboxes.withHistory')}
            description={t('mailboxes.withHistoryHint')}
          />
        )}
      </ServerFieldset>
      <ServerFieldset form={form} kind="smtp" isStored={mailbox?.smtp?.hasPassword === true} />
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
        </Banner>
      )}
      <div className={classes.foot}>
        <ConnectionTest form={form} />
        <Button variant="subtle" onClick={onCancel}>
          {cancelText ?? t('desk:actions.cancel')}
        </Button>
        <Button type="submit" loading={submit.working}>
          {mailbox ? t('desk:actions.save') : t('mailboxes.submit')}
        </Button>
      </div>
    </form>
  );
}

/** Tries the servers as they are typed and shows what they answered. */
function ConnectionTest({ form }: { form: MailboxFormApi }) {
  const { t } = useTranslation('settings');
  const [state, setState] = useState<{
    working: boolean;
    result: 'ok' | 'nothing' | { problem: unknown } | null;
  }>({
    working: false,
    result: null,
  });
  const test = async () => {
    const body = { imap: toServer(form.values.imap), smtp: toServer(form.values.smtp) };
    if (!body.imap && !body.smtp) return setState({ working: false, result: 'nothing' });
    if (form.validate().hasErrors) return setState({ working: false, result: null });
    setState({ working: true, result: null });
    try {
      await dataOf(api.POST('/api/v1/mailboxes/test', { body }));
      setState({ working: false, result: 'ok' });
    } catch (problem) {
      setState({ working: false, result: { problem } });
    }
  };
  return (
    <>
      <div className={classes.answer} role="status">
        {state.result === 'ok' ? <Banner tone="verde">{t('mailboxes.testOk')}</Banner> : null}
        {state.result === 'nothing' ? <Banner tone="ambar">{t('mailboxes.testNothing')}</Banner> : null}
        {typeof state.result === 'object' && state.result !== null ? (
          <Banner tone="rojo" role="alert">
            {problemText(state.result.problem)}
          </Banner>
        ) : null}
      </div>
      <Button
        className={classes.start}
        variant="default"
        leftSection={<PlugZap size={16} aria-hidden />}
        loading={state.working}
        onClick={() => void test()}
      >
        {t('mailboxes.test')}
      </Button>
    </>
  );
}
