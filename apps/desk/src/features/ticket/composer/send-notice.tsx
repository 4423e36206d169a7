import { Button } from '@mantine/core';
import { Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../shared/components/banner.tsx';
import classes from './composer.module.css';
import type { SendProblem } from './use-send.ts';

interface SendNoticeProps {
  problem: SendProblem | null;
  hasArrived: boolean;
  /** Of the customer. */
  name: string;
  onRead: () => void;
  onSendAnyway: () => void;
  onDismiss: () => void;
}

/** Why the sending stopped or did not arrive, above what is being written. */
export function SendNotice(props: SendNoticeProps) {
  const { t } = useTranslation(['ticket', 'desk']);
  const { problem } = props;
  const read = (
    <Button size="xs" variant="default" onClick={props.onRead}>
      {t('composer.read')}
    </Button>
  );
  if (problem?.kind === 'stale') {
    return (
      <div className={classes.notice}>
        <Banner
          tone="rojo"
          role="alert"
          icon={<Hand size={16} strokeWidth={1.75} aria-hidden />}
          title={t('composer.staleTitle')}
          action={
            <span className={classes.noticeActions}>
              {read}
              <Button size="xs" variant="subtle" onClick={props.onSendAnyway}>
                {t('composer.sendAnyway')}
              </Button>
            </span>
          }
        >
          {problem.text}
        </Banner>
      </div>
    );
  }
  if (problem) {
    return (
      <div className={classes.notice}>
        <Banner
          tone="rojo"
          role="alert"
          title={problem.kind === 'sent_before' ? t('composer.sentBeforeTitle') : t('composer.failedTitle')}
          action={
            <Button size="xs" variant="subtle" onClick={props.onDismiss}>
              {t('desk:actions.dismiss')}
            </Button>
          }
        >
          {problem.text}
        </Banner>
      </div>
    );
  }
  if (!props.hasArrived) return null;
  return (
    <div className={classes.notice}>
      <Banner tone="azul" title={t('composer.arrivedTitle', { name: props.name })} action={read} />
    </div>
  );
}
