import { duration, type MailboxHealth } from '@ventanilla/web';
import { Chip, type Tone } from '../../../../shared/components/chip.tsx';
import { useFormat } from '../../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from './health.module.css';
import { useWhen } from './use-when.ts';

const tones: Record<MailboxHealth['state'], Tone> = {
  well: 'verde',
  direct: 'verde',
  starting: 'gris',
  paused: 'gris',
  waiting: 'ambar',
  failing: 'rojo',
};
/** From here on it is worth a word. */
const quotaPercentMin = 90;

/** What a mailbox's row says of how it is doing: delay, mails of today, and its state. */
export function MailboxPulse({ health }: { health: MailboxHealth }) {
  const { t } = useTranslation('arrival');
  const { language } = useFormat();
  const { waiting, stoppedSince } = health.outgoing;
  const count = (value: number) => value.toLocaleString(language);
  const percent = quotaPercent(health);
  return (
    <span className={classes.pulse}>
      {percent >= quotaPercentMin ? <Chip tone="ambar">{t('quota', { percent })}</Chip> : null}
      {/* Of one that fails, since when matters; the delay of what came before does not. */}
      {health.lagSeconds === null || health.state === 'failing' ? null : (
        <span className={classes.lag}>{t('lag.of', { time: duration(health.lagSeconds * 1000) })}</span>
      )}
      <span className={classes.count}>
        {stoppedSince && waiting > 0
          ? t('waiting', { count: waiting })
          : t('today', { mails: count(health.today) })}
      </span>
      <StateChip health={health} />
    </span>
  );
}

function quotaPercent({ quota }: MailboxHealth): number {
  if (!quota || quota.limitBytes <= 0) return 0;
  return Math.round((100 * quota.usedBytes) / quota.limitBytes);
}

function StateChip({ health }: { health: MailboxHealth }) {
  const { t } = useTranslation('arrival');
  const when = useWhen();
  const { state, since, outgoing } = health;
  if (state === 'failing')
    return (
      <Chip tone="rojo">{since ? t('state.failingSince', { time: when(since) }) : t('state.failing')}</Chip>
    );
  if (outgoing.stoppedSince && state !== 'paused')
    return <Chip tone="rojo">{t('state.stoppedSince', { time: when(outgoing.stoppedSince) })}</Chip>;
  return <Chip tone={tones[state]}>{t(`state.${state}`)}</Chip>;
}

/** Whether the row is drawn as one that needs somebody. */
export function needsSomebody({ state, outgoing }: MailboxHealth): boolean {
  return state === 'failing' || (outgoing.stoppedSince !== null && state !== 'paused');
}
