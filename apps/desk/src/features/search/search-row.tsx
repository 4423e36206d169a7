import { Link } from '@tanstack/react-router';
import { type SearchHit, ticketNumber } from '@ventanilla/web';
import { Avatar } from '../../shared/components/avatar.tsx';
import { ChannelIcon } from '../../shared/components/channel-icon.tsx';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { MarkedText } from './marked-text.tsx';
import { nameMarks } from './marks.ts';
import classes from './search-row.module.css';

/** One ticket found, with the words around what was found; it opens at that message. */
export function SearchRow({ hit, text }: { hit: SearchHit; text: string }) {
  const { t } = useTranslation(['search', 'desk']);
  const { requester, match } = hit;
  const who = [requester.name, requester.organizationName].filter(Boolean).join(' · ');
  return (
    <li className={classes.row}>
      <span className={classes.channel}>
        <ChannelIcon channel={hit.channel} />
      </span>
      <div className={classes.words}>
        <p className={classes.head}>
          <Link
            data-result
            className={classes.subject}
            to="/tickets/$ticketId"
            params={{ ticketId: hit.id }}
            search={match ? { message: match.messageId } : {}}
          >
            <MarkedText text={hit.subject || ticketNumber(hit.number)} marks={hit.subjectMarks} />
          </Link>
        </p>
        {match ? (
          <p className={classes.snippet}>
            {match.visibility === 'internal' ? <span className={classes.note}>{t('note')}</span> : null}
            <span className={classes.author}>{match.authorName}: </span>
            <MarkedText text={match.snippet} marks={match.marks} />
          </p>
        ) : null}
        <p className={classes.about}>
          <span className={classes.number}>{ticketNumber(hit.number)}</span>
          <MarkedText text={who} marks={nameMarks(who, text)} />
          {hit.closedAt ? <span className={classes.closed}>{t('closed')}</span> : null}
        </p>
      </div>
      <span className={classes.time}>
        <TimeAgo at={hit.activityAt} />
      </span>
      {hit.owner ? (
        <Avatar name={hit.owner.name} label={hit.owner.name} />
      ) : (
        <span className={classes.nobody}>{t('desk:nobody')}</span>
      )}
    </li>
  );
}
