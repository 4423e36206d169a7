import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../../shared/api/problem-text.ts';
import { Banner } from '../../../../shared/components/banner.tsx';
import panel from '../../shared/panel.module.css';
import { useSubmit } from '../../shared/use-submit.ts';
import { guessServers } from '../providers.ts';
import { saveMailbox } from '../save-mailbox.ts';
import { ServerFieldset } from '../server-fieldset.tsx';
import { TestReport } from '../test-report.tsx';
import { useConnectionTest } from '../use-connection-test.ts';
import { type MailboxFormApi, useMailboxForm } from '../use-mailbox-form.ts';
import { AddressFields } from './address-fields.tsx';
import { type GuideStage, GuideSteps } from './guide-steps.tsx';
import classes from './mailbox-guide.module.css';

interface FootProps {
  onBack?: (() => void) | undefined;
  next?: string | undefined;
  working?: boolean;
  children?: ReactNode;
}

interface MailboxGuideProps {
  /** Address of one that was connected before; null: none. */
  connected: string | null;
  onBack(): void;
  /** Told the address, or null where it is left for later. */
  onDone(address: string | null): void;
  renderFoot(props: FootProps): ReactNode;
}

const stages: readonly GuideStage[] = ['address', 'incoming', 'outgoing'];
const fieldsOf = {
  address: ['name', 'address'],
  incoming: ['imap.host', 'imap.port'],
  outgoing: ['smtp.host', 'smtp.port'],
} as const;

/** The first mailbox, one question at a time, with a trial of each server. */
export function MailboxGuide({ connected, onBack, onDone, renderFoot }: MailboxGuideProps) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const [stage, setStage] = useState<GuideStage>('address');
  const [guessedFor, setGuessedFor] = useState('');
  const form = useMailboxForm(null);
  const submit = useSubmit(form.setErrors);
  const at = stages.indexOf(stage);

  const guess = () => {
    const address = form.values.address.trim();
    if (address === guessedFor) return;
    const { imap, smtp } = guessServers(address);
    form.setFieldValue('imap', imap);
    form.setFieldValue('smtp', smtp);
    setGuessedFor(address);
  };
  const next = () => {
    const wrong = fieldsOf[stage].filter((field) => form.validateField(field).hasError);
    if (wrong[0]) return form.getInputNode(wrong[0])?.focus();
    if (stage === 'address') guess();
    if (stage !== 'outgoing') return setStage(stages[at + 1] ?? 'outgoing');
    return submit.run(async () => {
      const { address } = await saveMailbox(queryClient, { mailbox: null, values: form.values });
      onDone(address);
    });
  };
  if (connected !== null) {
    return (
      <Form onSubmit={() => onDone(connected)} foot={renderFoot({ onBack })}>
        <Banner tone="verde">{t('mailboxes.created', { address: connected })}</Banner>
      </Form>
    );
  }
  const foot = renderFoot({
    onBack: at === 0 ? onBack : () => setStage(stages[at - 1] ?? 'address'),
    next: stage === 'outgoing' ? t('mailboxes.connectAndGo') : undefined,
    working: submit.working,
    children: (
      <Button variant="default" size="lg" onClick={() => onDone(null)}>
        {t('mailboxes.later')}
      </Button>
    ),
  });
  return (
    <Form onSubmit={() => void next()} foot={foot}>
      <GuideSteps stages={stages} at={at} />
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
        </Banner>
      )}
      {stage === 'address' ? (
        <AddressFields form={form} />
      ) : (
        <ServerStage key={stage} form={form} stage={stage} />
      )}
    </Form>
  );
}

function ServerStage({ form, stage }: { form: MailboxFormApi; stage: 'incoming' | 'outgoing' }) {
  const { t } = useTranslation('settings');
  const kind = stage === 'incoming' ? 'imap' : 'smtp';
  const test = useConnectionTest({ form, mailboxId: null, kinds: [kind] });
  const { hint, isKnown } = guessServers(form.values.address);
  return (
    <div className={classes.pair}>
      <div className={panel.fields}>
        {hint ? <Banner tone="azul">{t(`mailboxes.provider.${hint}`)}</Banner> : null}
        {hint || isKnown ? null : <Banner tone="azul">{t('mailboxes.provider.guessed')}</Banner>}
        <ServerFieldset form={form} kind={kind} isStored={false} />
        <div>
          <Button
            variant="default"
            leftSection={<PlugZap size={16} aria-hidden />}
            loading={test.working}
            onClick={() => void test.run()}
          >
            {t('mailboxes.test')}
          </Button>
        </div>
      </div>
      <TestReport result={test.result} />
    </div>
  );
}

function Form({ onSubmit, foot, children }: { onSubmit(): void; foot: ReactNode; children: ReactNode }) {
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      noValidate
    >
      <div className={classes.body}>{children}</div>
      {foot}
    </form>
  );
}
