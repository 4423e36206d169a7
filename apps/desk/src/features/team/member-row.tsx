import { ActionIcon } from '@mantine/core';
import type { TeamMember } from '@ventanilla/web';
import clsx from 'clsx';
import { AlarmClock, ChevronDown, CircleCheck } from 'lucide-react';
import { useId, useState } from 'react';
import { Avatar } from '../../shared/components/avatar.tsx';
import { Chip } from '../../shared/components/chip.tsx';
import { TimeAgo } from '../../shared/components/time-ago.tsx';
import { isReached, reachedOf } from '../../shared/goals/goals.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { LimitDialog } from './limit-dialog.tsx';
import { MemberTickets } from './member-tickets.tsx';
import classes from './team.module.css';

/** One agent: whether they are here, what they have and how their day goes; below, their tickets. */
export function MemberRow({ member, team }: { member: TeamMember; team: readonly TeamMember[] }) {
  const { t } = useTranslation('team');
  const [isOpen, setOpen] = useState(false);
  const ticketsId = useId();
  const { name, waiting, overdue } = member;
  return (
    <li className={classes.member} data-member={member.id}>
      <div className={classes.row}>
        <Who member={member} />
        <Load member={member} />
        <ul className={classes.facts}>
          <li className={clsx(waiting === 0 && classes.quiet)}>
            <b>{waiting}</b> {t('waiting', { count: waiting })}
          </li>
          <li className={overdue > 0 ? classes.late : classes.quiet}>
            {overdue > 0 ? <AlarmClock size={13} strokeWidth={1.75} aria-hidden /> : null}
            <b>{overdue}</b> {t('overdue', { count: overdue })}
          </li>
          <Attended member={member} />
        </ul>
        <ActionIcon
          className={classes.more}
          aria-expanded={isOpen}
          aria-controls={ticketsId}
          aria-label={t(isOpen ? 'hide' : 'show', { name })}
          title={t(isOpen ? 'hide' : 'show', { name })}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <div id={ticketsId}>{isOpen ? <MemberTickets member={member} team={team} /> : null}</div>
    </li>
  );
}

/** How their day goes, with their goals. */
function Attended({ member: { attendedToday, goals } }: { member: TeamMember }) {
  const { t } = useTranslation(['team', 'list']);
  const others = goals.filter(({ metric }) => metric !== 'attended');
  const goal = goals.find(({ metric }) => metric === 'attended');
  const title = others
    .map((one) => {
      const done = reachedOf(one);
      const { metric, target } = one;
      return done === null ? t('list:goal.noData', { target }) : t(`list:goal.${metric}`, { done, target });
    })
    .join(' · ');
  const isDone = goals.length > 0 && goals.every(isReached);
  return (
    <li className={clsx(attendedToday === 0 && !goal && classes.quiet, isDone && classes.reached)}>
      {isDone ? (
        <CircleCheck size={13} strokeWidth={1.75} role="img" aria-label={t('list:goal.reached')} />
      ) : null}
      <span>
        <b>{attendedToday}</b> {goal ? `${t('ofGoal', { target: goal.target })} ` : ''}
        {t('attended', { count: goal?.target ?? attendedToday })}
        {title ? <span className={classes.others}>{title}</span> : null}
      </span>
    </li>
  );
}

function Who({ member: { name, photoUrl, here, lastAt } }: { member: TeamMember }) {
  const { t } = useTranslation('team');
  return (
    <div className={classes.who}>
      <span className={classes.face} data-here={here}>
        <Avatar name={name} photoUrl={photoUrl} size="md" />
      </span>
      <span className={classes.names}>
        <b className={classes.name}>{name}</b>
        <span className={classes.state}>
          {t(here ? 'here' : 'away')}
          {' · '}
          {lastAt ? (
            <>
              {t('last')} <TimeAgo at={lastAt} />
            </>
          ) : (
            t('never')
          )}
        </span>
      </span>
    </div>
  );
}

/** How much of what they handle at once they have; a click says how much that is. */
function Load({ member }: { member: TeamMember }) {
  const { t } = useTranslation('team');
  const [asking, ask] = useState(false);
  const { name, open, openMax } = member;
  const share = openMax === null ? 0 : Math.min(1, open / openMax);
  const value = openMax === null ? t('noLimit') : String(openMax);
  const isFull = openMax !== null && open >= openMax;
  return (
    <>
      <button
        type="button"
        className={classes.load}
        title={t('limit.change', { name, value })}
        onClick={() => ask(true)}
      >
        <span className={classes.loadText}>
          <b>{open}</b> {openMax === null ? t('open', { count: open }) : t('openOf', { max: openMax })}
          {isFull ? <Chip tone="ambar">{t('full')}</Chip> : null}
        </span>
        <span className={classes.bar} data-full={isFull} data-none={openMax === null} aria-hidden>
          <span style={{ inlineSize: `${share * 100}%` }} />
        </span>
      </button>
      {asking ? <LimitDialog member={member} onClose={() => ask(false)} /> : null}
    </>
  );
}
