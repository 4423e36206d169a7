import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { problemText } from '../../../../shared/api/problem-text.ts';
import { Banner } from '../../../../shared/components/banner.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import panel from '../../shared/panel.module.css';
import { useSubmit } from '../../shared/use-submit.ts';
import { AddressFields } from '../editor/address-fields.tsx';
import { consentProvider, type Provider } from '../editor/providers.ts';
import { ServerFields } from '../editor/server-fields.tsx';
import { type Stage, StageSteps } from '../editor/stage-steps.tsx';
import { useGuessedServers } from '../editor/use-guessed-servers.ts';
import { saveMailbox } from '../save-mailbox.ts';
import { TestReport } from '../test-report.tsx';
import { useConnectionTest } from '../use-connection-test.ts';
import { type MailboxFormApi, useMailboxForm } from '../use-mailbox-form.ts';
import { ConsentOffer } from './consent-offer.tsx';
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

const stages = ['address', 'incoming', 'outgoing'] as const satisfies readonly Stage[];
type GuideStage = (typeof stages)[number];
const fieldsOf = {
  address: ['name', 'address'],
  incoming: ['imap.host', 'imap.port'],
  outgoing: ['smtp.host', 'smtp.port'],
} as const;

/** The first mailbox, one question at a time, with a trial of each server. */
export function MailboxGuide({ connected, onBack, onDone, renderFoot }: MailboxGuideProps) {
  const { t } = useTranslation('mailboxes');
  const queryClient = useQueryClient();
  const [stage, setStage] = useState<GuideStage>('address');
  const form = useMailboxForm(null);
  const guess = useGuessedServers(form);
  const submit = useSubmit(form.setErrors);
  const at = stages.indexOf(stage);

  const next = async () => {
    const wrong = fieldsOf[stage].filter((field) => form.validateField(field).hasError);
    if (wrong[0]) return form.getInputNode(wrong[0])?.focus();
    if (stage === 'address') await guess.fill();
    if (stage !== 'outgoing') return setStage(stages[at + 1] ?? 'outgoing');
    return submit.run(async () => {
      const { address } = await saveMailbox(queryClient, { mailbox: null, values: form.values });
      onDone(address);
    });
  };
  if (connected !== null) {
    return (
      <Form onSubmit={() => onDone(connected)} foot={renderFoot({ onBack })}>
        <Banner tone="verde">{t('created', { address: connected })}</Banner>
      </Form>
    );
  }
  const foot = renderFoot({
    onBack: at === 0 ? onBack : () => setStage(stages[at - 1] ?? 'address'),
    next: stage === 'outgoing' ? t('connectAndGo') : undefined,
    working: submit.working,
    children: (
      <Button variant="default" size="lg" onClick={() => onDone(null)}>
        {t('later')}
      </Button>
    ),
  });
  return (
    <Form onSubmit={() => void next()} foot={foot}>
      <StageSteps stages={stages} at={stage} />
      {submit.problem === null ? null : (
        <Banner tone="rojo" role="alert">
          {problemText(submit.problem)}
        </Banner>
      )}
      {stage === 'address' ? (
        <div className={classes.fields}>
          <AddressFields form={form} isFirst />
        </div>
      ) : (
        <ServerStage
          key={stage}
          form={form}
          stage={stage}
          provider={guess.provider}
          isGuess={guess.isGuess}
          onLater={() => onDone(null)}
        />
      )}
    </Form>
  );
}

interface ServerStageProps {
  form: MailboxFormApi;
  stage: 'incoming' | 'outgoing';
  provider: Provider;
  /** The servers were guessed by the domain. */
  isGuess: boolean;
  onLater(): void;
}

function ServerStage({ form, stage, provider, isGuess, onLater }: ServerStageProps) {
  const { t } = useTranslation('mailboxes');
  const kind = stage === 'incoming' ? 'imap' : 'smtp';
  const offered = consentProvider(provider);
  const newMailbox = () => ({ name: form.values.name, address: form.values.address });
  const test = useConnectionTest({ form, mailboxId: null, kinds: [kind], withDelivery: false });
  return (
    <div className={classes.pair}>
      <div className={panel.fields}>
        {isGuess ? <Banner tone="azul">{t('provider.guessed')}</Banner> : null}
        {offered && stage === 'incoming' ? (
          <ConsentOffer provider={offered} newMailbox={newMailbox} onLater={onLater} />
        ) : null}
        <ServerFields form={form} kind={kind} provider={provider} isStored={false} />
        <div>
          <Button
            variant="default"
            leftSection={<PlugZap size={16} aria-hidden />}
            loading={test.working}
            onClick={() => void test.run()}
          >
            {t('test')}
          </Button>
        </div>
      </div>
      <TestReport result={test.result} working={test.working} />
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
