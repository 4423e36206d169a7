import { relativeTime } from '@ventanilla/web';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { usePresence } from '../../../shared/live/use-presence.ts';
import { useMe } from '../../../shared/session/session.ts';
import classes from './context.module.css';

/** Who else has this ticket open and what they do there; alone, there is nothing to say. */
export function PresenceSection({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const format = useFormat();
  const { name } = useMe().agent;
  const people = usePresence(ticketId);
  if (people.length === 0) return null;
  return (
    <div className={classes.section}>
      <div className={classes.heading}>
        <h2>{t('context.presence')}</h2>
        <span className={classes.pill}>{people.length + 1}</span>
      </div>
      <ul className={classes.people}>
        <li>
          <Avatar name={name} />
          <span>
            <b>{t('desk:you')}</b> {t('presence.you')}
          </span>
        </li>
        {people.map((person) => (
          <li key={person.id}>
            <span className={person.state === 'viewing' ? undefined : classes.writing}>
              <Avatar name={person.name} />
            </span>
            <span>
              <b>{person.name}</b>{' '}
              {t(`presence.${person.state}`, { when: relativeTime(person.since, format) })}
            </span>
            {person.state === 'viewing' ? null : (
              <span className={classes.dots} aria-hidden>
                <i />
                <i />
                <i />
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
