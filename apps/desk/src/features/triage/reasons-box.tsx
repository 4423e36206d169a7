import { Button } from '@mantine/core';
import type { TriageItem } from '@ventanilla/contracts/triage';
import type { TriageFactor } from '@ventanilla/contracts/triage.rules';
import {
  AlarmClock,
  CalendarClock,
  Flag,
  HeartCrack,
  Hourglass,
  type LucideIcon,
  MessageCircleOff,
  MessagesSquare,
  UserRoundX,
} from 'lucide-react';
import { Emphasised } from '../../shared/components/emphasised.tsx';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './focus.module.css';
import { reasonsOf } from './queue.rules.ts';
import { type Reason, reasonOf } from './reason-text.ts';

const icons: Record<TriageFactor, LucideIcon> = {
  clock: AlarmClock,
  priority: Flag,
  waiting: Hourglass,
  messages: MessagesSquare,
  age: CalendarClock,
  marks: HeartCrack,
  noNews: MessageCircleOff,
  unowned: UserRoundX,
};

interface ReasonsBoxProps {
  item: TriageItem;
  isFirst: boolean;
  onDisagree(): void;
}

/** Why a ticket stands where it does, in facts, with what each adds. */
export function ReasonsBox({ item, isFirst, onDisagree }: ReasonsBoxProps) {
  const { t } = useTranslation('triage');
  const { now } = useFormat();
  const reasons = reasonsOf(item).flatMap((factor) => reasonOf(factor, item, now) ?? []);
  const moved = item.skippedAt === null ? item.placement : 'skipped';
  return (
    <section className={classes.reasons} aria-labelledby="triage-why">
      <header>
        <h3 id="triage-why">{isFirst && !moved ? t('reasons.first') : t('reasons.here')}</h3>
        <Button size="compact-xs" variant="subtle" onClick={onDisagree}>
          {t('disagree.button')}
        </Button>
      </header>
      <ul>
        {moved ? (
          <li>
            <Hourglass size={14} strokeWidth={1.75} aria-hidden />
            <span>{t(`reasons.${moved}`)}</span>
          </li>
        ) : null}
        {reasons.map((reason) => (
          <ReasonLine key={reason.factor} reason={reason} item={item} />
        ))}
        {reasons.length === 0 ? <li>{t('reasons.nothing')}</li> : null}
      </ul>
    </section>
  );
}

function ReasonLine({ reason, item }: { reason: Reason; item: TriageItem }) {
  const { t } = useTranslation(['triage', 'desk']);
  const { factor, key, time = '', count = 0 } = reason;
  const Icon = icons[factor];
  const { clock, priority } = item.card;
  const points = Math.round(item.points[factor]);
  return (
    <li>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span>
        <Emphasised
          text={t(`reasons.${key}`, {
            time,
            count,
            name: priority?.name ?? '',
            metric: clock ? t(`desk:clock.metric.${clock.metric}`) : '',
          })}
        />
      </span>
      <small title={t('reasons.points', { count: points })}>
        +{points}
        <span className={classes.heard}> {t('reasons.points', { count: points })}</span>
      </small>
    </li>
  );
}
