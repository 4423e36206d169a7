import { Button } from '@mantine/core';
import { Hand, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import classes from './composer.module.css';
import type { SendProblem } from './use-send.ts';

interface SendNoticeProps {
  problem: SendProblem | null;
  /** Dotted code of what stopped an answer when its moment came; null where none was. */
  stoppedFor: string | null;
  hasArrived: boolean;
  /** First name of the customer. */
  name: string;
  onRead: () => void;
  onSendAnyway: () => void;
  onRetry: () => void;
  onDismiss: () => void;
}

const stoppedTexts: Record<
  string,
  'stoppedClosed' | 'stoppedFrom' | 'stoppedRestored' | 'stoppedRule' | 'stoppedFields'
> = {
  'tickets.beyond_rule': 'stoppedRule',
  'tickets.beyond_scope': 'stoppedRule',
  'auth.forbidden': 'stoppedRule',
  'tickets.fields_missing': 'stoppedFields',
  'tickets.closed': 'stoppedClosed',
  'tickets.from_not_available': 'stoppedFrom',
  'installation.restored': 'stoppedRestored',
};

/** Why the sending stopped or did not arrive, above what is being written. */
export function SendNotice(props: SendNoticeProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { problem, stoppedFor, name } = props;
  const read = (
    <Button size="xs" variant="default" onClick={props.onRead}>
      {t('composer.read')}
    </Button>
  );
  const dismiss = (
    <Button size="xs" variant="subtle" onClick={props.onDismiss}>
      {t('desk:actions.dismiss')}
    </Button>
  );
  if (problem?.kind === 'stale' || stoppedFor === 'tickets.stale_version') {
    return (
      <Red
        icon={<Hand size={16} strokeWidth={1.75} aria-hidden />}
        title={t('composer.arrivedTitle', { name })}
        actions={
          <>
            {read}
            <Button size="xs" variant="subtle" onClick={props.onSendAnyway}>
              {t('composer.sendAnyway')}
            </Button>
          </>
        }
      >
        {t('composer.staleText')}
      </Red>
    );
  }
  if (problem) {
    const wasSent = problem.kind === 'sent_before';
    return (
      <Red
        icon={problem.kind === 'offline' ? <WifiOff size={16} strokeWidth={1.75} aria-hidden /> : undefined}
        title={wasSent ? t('composer.sentBeforeTitle') : t('composer.failedTitle')}
        actions={
          <>
            {wasSent ? null : (
              <Button size="xs" variant="default" onClick={props.onRetry}>
                {t('composer.retry')}
              </Button>
            )}
            {dismiss}
          </>
        }
      >
        {problem.text}
      </Red>
    );
  }
  if (stoppedFor !== null) {
    return (
      <Red title={t('composer.failedTitle')} actions={dismiss}>
        {t(`composer.${stoppedTexts[stoppedFor] ?? 'stoppedOther'}`)}
      </Red>
    );
  }
  if (!props.hasArrived) return null;
  return (
    <div className={classes.notice}>
      <Banner tone="azul" title={t('composer.arrivedTitle', { name })} action={read} />
    </div>
  );
}

function Red(props: { icon?: ReactNode; title: string; actions: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.notice}>
      <Banner
        tone="rojo"
        role="alert"
        icon={props.icon}
        title={props.title}
        action={<span className={classes.noticeActions}>{props.actions}</span>}
      >
        <span className={classes.more}>{props.children}</span>
      </Banner>
    </div>
  );
}
