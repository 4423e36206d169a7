import { Button, Checkbox, Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf, ifMatch, type Mailbox } from '@ventanilla/web';
import { PlugZap, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../../shared/api/api.ts';
import { problemText } from '../../../../shared/api/problem-text.ts';
import { Banner } from '../../../../shared/components/banner.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../../shared/notify.tsx';
import { useSubmit } from '../../shared/use-submit.ts';
import type { ServerKind } from '../mailbox.form.ts';
import { mailboxesQuery } from '../mailboxes.queries.ts';
import { saveMailbox } from '../save-mailbox.ts';
import { TestReport } from '../test-report.tsx';
import { useConnectionTest } from '../use-connection-test.ts';
import { type MailboxFormApi, useMailboxForm } from '../use-mailbox-form.ts';
import { AddressFields } from './address-fields.tsx';
import { ConsentCard } from './consent-card.tsx';
import { DomainReport } from './domain-report.tsx';
import classes from './editor.module.css';
import { consentProvider, type Provider } from './providers.ts';
import { ServerFields } from './server-fields.tsx';
import { type Stage, StageSteps, stages } from './stage-steps.tsx';
import { useGuessedServers } from './use-guessed-servers.ts';
import { useSeenMailbox } from './use-seen-mailbox.ts';

interface MailboxEditorProps {
  /** The mailbox to change; null for a new one. */
  mailbox: Mailbox | null;
  onSaved(mailbox: Mailbox): void;
  onCancel(): void;
}

const fieldsOf = {
  address: ['address', 'name', 'aliases'],
  incoming: ['imap.host', 'imap.port'],
  outgoing: ['smtp.host', 'smtp.port'],
  domain: [],
} as const;
const kindsOf: Record<Stage, readonly ServerKind[]> = {
  address: [],
  incoming: ['imap'],
  outgoing: ['smtp'],
  domain: [],
};

/** A mailbox step by step, what its servers answer beside it. A new one goes through the steps; else any is open. */
export function MailboxEditor({ mailbox, onSaved, onCancel }: MailboxEditorProps) {
  const { t } = useTranslation(['mailboxes', 'settings', 'desk']);
  const queryClient = useQueryClient();
  const [stage, setStage] = useState<Stage>(mailbox ? 'incoming' : 'address');
  const form = useMailboxForm(mailbox);
  const { seen, show } = useSeenMailbox(mailbox, form);
  const submit = useSubmit(form.setErrors);
  const guess = useGuessedServers(form);
  const kinds = kindsOf[stage];
  const withDelivery = stage === 'outgoing' || stage === 'domain';
  const test = useConnectionTest({ form, mailboxId: mailbox?.id ?? null, kinds, withDelivery });
  const at = stages.indexOf(stage);
  const isLast = at === stages.length - 1;

  const isStageRight = (each: Stage) => {
    const wrong = fieldsOf[each].filter((field) => form.validateField(field).hasError);
    if (wrong[0]) form.getInputNode(wrong[0])?.focus();
    return wrong.length === 0;
  };
  const save = () =>
    submit.run(async () => {
      const saved = await saveMailbox(queryClient, { mailbox: seen, values: form.values });
      if (seen) show(saved);
      notifyDone(mailbox ? t('settings:saved') : t('created', { address: saved.address }));
      onSaved(saved);
    });
  const goOn = async () => {
    if (mailbox) {
      const wrong = stages.find((each) => !isStageRight(each));
      return wrong ? setStage(wrong) : save();
    }
    if (!isStageRight(stage)) return undefined;
    if (stage === 'address') await guess.fill();
    return isLast ? save() : setStage(stages[at + 1] ?? stage);
  };
  const restore = async () => {
    if (!seen) return;
    try {
      const params = { path: { mailboxId: seen.id }, header: ifMatch(seen.version) };
      const restored = await dataOf(api.POST('/api/v1/mailboxes/{mailboxId}/restore', { params }));
      await queryClient.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
      show(restored);
      notifyDone(t('previousDone'));
      onSaved(restored);
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <form
      aria-label={mailbox ? mailbox.address : t('newMailbox')}
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
      noValidate
    >
      <div className={classes.head}>
        <h3>{mailbox ? mailbox.address : t('newMailbox')}</h3>
        <StageSteps stages={stages} at={stage} onPick={mailbox ? setStage : undefined} />
      </div>
      <div className={classes.pair}>
        <div className={classes.box}>
          <StageFields
            key={stage}
            {...{ stage, form, mailbox, provider: guess.provider }}
            test={test.result}
          />
          {submit.problem === null ? null : (
            <Banner tone="rojo" role="alert">
              {problemText(submit.problem)}
            </Banner>
          )}
          <div className={classes.foot}>
            {stage === 'address' ? null : (
              <Button
                color="dark"
                leftSection={<PlugZap size={16} aria-hidden />}
                loading={test.working}
                onClick={() => void test.run()}
              >
                {stage === 'domain' ? t('domain.check') : t('test')}
              </Button>
            )}
            <Button
              type="submit"
              variant={stage === 'address' ? 'filled' : 'default'}
              loading={submit.working}
            >
              {mailbox ? t('save') : isLast ? t('submit') : t('next')}
            </Button>
            {mailbox || at === 0 ? null : (
              <Button variant="subtle" onClick={() => setStage(stages[at - 1] ?? 'address')}>
                {t('back')}
              </Button>
            )}
            {mailbox ? null : (
              <Button variant="subtle" onClick={onCancel}>
                {t('desk:actions.cancel')}
              </Button>
            )}
            {mailbox?.hasPrevious ? (
              <Button
                variant="subtle"
                leftSection={<Undo2 size={16} aria-hidden />}
                disabled={submit.working}
                onClick={() => void restore()}
              >
                {t('previous')}
              </Button>
            ) : null}
          </div>
        </div>
        {stage === 'address' ? null : <TestReport result={test.result} working={test.working} />}
      </div>
    </form>
  );
}

interface StageFieldsProps {
  stage: Stage;
  form: MailboxFormApi;
  mailbox: Mailbox | null;
  provider: Provider;
  test: ReturnType<typeof useConnectionTest>['result'];
}

function StageFields({ stage, form, mailbox, provider, test }: StageFieldsProps) {
  const { t } = useTranslation('mailboxes');
  const newMailbox = () => {
    const wrong = (['address', 'name'] as const).filter((field) => form.validateField(field).hasError);
    if (wrong[0]) form.getInputNode(wrong[0])?.focus();
    const { name, address } = form.values;
    return wrong.length === 0 ? { name: name.trim(), address: address.trim() } : null;
  };
  if (stage === 'address') {
    const offered = consentProvider(provider);
    return (
      <>
        <AddressFields form={form} />
        {!mailbox && offered ? (
          <>
            <Banner tone="azul">{t(`providerOf.${offered}`)}</Banner>
            <ConsentCard provider={offered} mailbox={null} newMailbox={newMailbox} />
          </>
        ) : null}
      </>
    );
  }
  if (stage === 'domain') {
    const domain = test && typeof test === 'object' && 'domain' in test ? test.domain : null;
    return (
      <>
        <p>{t('domain.lead')}</p>
        {domain ? <DomainReport test={domain} /> : null}
      </>
    );
  }
  const kind = stage === 'incoming' ? 'imap' : 'smtp';
  return (
    <>
      <ServerFields
        form={form}
        kind={kind}
        provider={provider}
        isStored={mailbox?.[kind]?.hasPassword === true}
        renderConsent={(each) => <ConsentCard provider={each} mailbox={mailbox} newMailbox={newMailbox} />}
      />
      {stage === 'incoming' ? <IncomingOptions form={form} isNew={mailbox === null} /> : null}
      {stage === 'outgoing' ? (
        <Checkbox
          {...form.getInputProps('plusAddresses', { type: 'checkbox' })}
          label={t('plusAddresses')}
          description={t('plusAddressesHint')}
        />
      ) : null}
    </>
  );
}

function IncomingOptions({ form, isNew }: { form: MailboxFormApi; isNew: boolean }) {
  const { t } = useTranslation('mailboxes');
  if (!form.values.imap.used) return null;
  return (
    <>
      <Select
        {...form.getInputProps('afterFetch')}
        label={t('afterFetch')}
        data={(['mark_read', 'move'] as const).map((value) => ({ value, label: t(value) }))}
        allowDeselect={false}
      />
      {isNew ? (
        <Checkbox
          {...form.getInputProps('withHistory', { type: 'checkbox' })}
          label={t('withHistory')}
          description={t('withHistoryHint')}
        />
      ) : null}
    </>
  );
}
