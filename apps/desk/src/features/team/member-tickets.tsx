import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type TeamMember, type TicketCard, ticketNumber } from '@ventanilla/web';
import { ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../../shared/components/avatar.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { CardTime } from '../../shared/tickets/card-time.tsx';
import { useStatuses } from '../../shared/tickets/status-labels.ts';
import classes from './team.module.css';
import { openOf, openTicketsQuery, shownMax } from './team.queries.ts';
import { useMove } from './use-move.ts';
import { useToList } from './use-to-list.ts';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

interface MemberTicketsProps {
  member: TeamMember;
  team: readonly TeamMember[];
}

/** What somebody has open: some or all of it is passed to somebody else. */
export function MemberTickets({ member, team }: MemberTicketsProps) {
  const { t } = useTranslation('team');
  const query = useQuery(openTicketsQuery(member.id));
  const isSlow = useDelayed(query.isPending);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  if (query.isError && !query.data)
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return isSlow ? <SkeletonCards count={2} /> : null;
  const cards = query.data.items;
  if (cards.length === 0) return <p className={classes.none}>{t('tickets.none')}</p>;
  const chosen = cards.filter(({ id }) => picked.has(id)).map(({ id }) => id);
  const pick = (id: string, isPicked: boolean) =>
    setPicked(new Set(isPicked ? [...chosen, id] : chosen.filter((one) => one !== id)));
  return (
    <section className={classes.tickets} aria-label={t('tickets.label', { name: member.name })}>
      <div className={classes.tools}>
        <Checkbox
          size="xs"
          label={chosen.length > 0 ? t('tickets.picked', { count: chosen.length }) : t('tickets.pickAll')}
          checked={chosen.length === cards.length}
          indeterminate={chosen.length > 0 && chosen.length < cards.length}
          onChange={(event) => setPicked(new Set(event.target.checked ? cards.map(({ id }) => id) : []))}
        />
        <MoveMenu member={member} team={team} ticketIds={chosen} onMove={() => setPicked(new Set())} />
        <InList agentId={member.id} />
      </div>
      <ul className={classes.cards}>
        {cards.map((card) => (
          <TicketLine
            key={card.id}
            card={card}
            isPicked={picked.has(card.id)}
            onPick={(isPicked) => pick(card.id, isPicked)}
          />
        ))}
      </ul>
      {member.open > shownMax ? (
        <p className={classes.none}>{t('tickets.first', { count: shownMax })}</p>
      ) : null}
    </section>
  );
}

interface TicketLineProps {
  card: TicketCard;
  isPicked: boolean;
  onPick(isPicked: boolean): void;
}

function TicketLine({ card, isPicked, onPick }: TicketLineProps) {
  const { t } = useTranslation('team');
  const { labelOf } = useStatuses();
  const number = ticketNumber(card.number);
  return (
    <li className={classes.card}>
      <Checkbox
        size="xs"
        aria-label={t('tickets.pick', { number })}
        checked={isPicked}
        onChange={(event) => onPick(event.target.checked)}
      />
      <span className={classes.number}>{number}</span>
      <Link className={classes.subject} to="/tickets/$ticketId" params={{ ticketId: card.id }}>
        {card.subject || t('tickets.noSubject')}
      </Link>
      <span className={classes.status}>{labelOf(card.status.key)}</span>
      <span className={classes.time}>
        <CardTime card={card} />
      </span>
    </li>
  );
}

interface MoveMenuProps extends MemberTicketsProps {
  ticketIds: string[];
  onMove(): void;
}

/** To whom what is picked goes; each with how much they have. */
function MoveMenu({ member, team, ticketIds, onMove }: MoveMenuProps) {
  const { t } = useTranslation('team');
  const move = useMove();
  const others = team.filter(({ id }) => id !== member.id);
  return (
    <Menu position="bottom-start" width={260} disabled={ticketIds.length === 0}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          disabled={ticketIds.length === 0 || others.length === 0}
          leftSection={<ArrowRightLeft {...icon} />}
        >
          {t('tickets.move')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('tickets.moveMenu')}>
        <Menu.Label>{t('tickets.moveMenu')}</Menu.Label>
        {others.map((other) => (
          <Menu.Item
            key={other.id}
            leftSection={<Avatar name={other.name} photoUrl={other.photoUrl} />}
            rightSection={
              <span className={classes.menuLoad}>
                {other.openMax === null
                  ? t('tickets.load', { count: other.open })
                  : t('tickets.loadOf', { open: other.open, max: other.openMax })}
              </span>
            }
            onClick={() => {
              move(ticketIds, { from: member, to: other });
              onMove();
            }}
          >
            {other.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same tickets as a list, with everything that can be done there with many. */
function InList({ agentId }: { agentId: string }) {
  const { t } = useTranslation('team');
  const toList = useToList();
  return (
    <Button size="xs" variant="subtle" color="accent" onClick={() => toList(openOf(agentId))}>
      {t('tickets.inList')}
    </Button>
  );
}
