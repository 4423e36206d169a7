import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Mailbox } from '@ventanilla/web';
import { PlugZap } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { notifyDone } from '../../../shared/notify.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import classes from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import { saveMailbox } from './save-mailbox.ts';
import { ServerFieldset } from './server-fieldset.tsx';
import { TestReport } from './test-report.tsx';
import { useConnectionTest } from './use-connection-test.ts';
import { useMailboxForm } from './use-mailbox-form.ts';

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

interface MailboxFieldsProps {
  mailbox: Mailbox | null;
  onSaved(): void;
  onCancel(): void;
}

function MailboxFields({ mailbox, onSaved, onCancel }: MailboxFieldsProps) {
  const { t } = useTranslation(['settings', 'desk']);
  const queryClient = useQueryClient();
  const form = useMailboxForm(mailbox);
  const submit = useSubmit(form.setErrors);
  const test = useConnectionTest({ form, mailboxId: mailbox?.id ?? null });
  const onSubmit = form.onSubmit((values) =>
    submit.run(async () => {
      const saved = await saveMailbox(queryClient, { mailbox, values });
      notifyDone(mailbox ? t('saved') : t('mailboxes.created', { address: saved.address }));
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
      <Checkbox
        {...form.getInputProps('plusAddresses', { type: 'checkbox' })}
        label={t('mailboxes.plusAddresses')}
        description={t('mailboxes.plusAddressesHint')}
      />
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
        </Banner>
      )}
      <div className={classes.foot}>
        <TestReport result={test.result} />
        <Button
          className={classes.start}
          variant="default"
          leftSection={<PlugZap size={16} aria-hidden />}
          loading={test.working}
          onClick={() => void test.run()}
        >
          {t('mailboxes.test')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('desk:actions.cancel')}
        </Button>
        <Button type="submit" loading={submit.working}>
          {mailbox ? t('desk:actions.save') : t('mailboxes.submit')}
        </Button>
      </div>
    </form>
  );
}
