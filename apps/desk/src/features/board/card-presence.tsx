import { Avatar } from '../../shared/components/avatar.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { type PresentPerson, usePresence } from '../../shared/live/use-presence.ts';
import classes from './board-card.module.css';

const strength: Record<PresentPerson['state'], number> = { viewing: 0, writing_note: 1, writing_reply: 2 };

/** Who else has the ticket open: the one who does most, by name, and how many more. */
export function CardPresence({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('board');
  const people = usePresence(ticketId);
  const [first, ...others] = [...people].sort((a, b) => strength[b.state] - strength[a.state]);
  if (!first) return <span className={classes.present} />;
  const name = first.name.split(' ')[0] ?? first.name;
  const text =
    others.length > 0
      ? t('presence.more', { name, count: others.length })
      : t(`presence.${first.state}`, { name });
  const whole = [first, ...others].map((one) => t(`presence.${one.state}`, { name: one.name })).join(' · ');
  return (
    <span className={classes.present} title={whole}>
      <span className={classes.ring}>
        <Avatar name={first.name} photoUrl={first.photoUrl} />
      </span>
      <span className={classes.presentText}>{text}</span>
    </span>
  );
}
