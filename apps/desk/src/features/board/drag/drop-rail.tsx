import { useQuery } from '@tanstack/react-query';
import type { TicketCard } from '@ventanilla/web';
import clsx from 'clsx';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { statusesQuery } from '../../../shared/tickets/statuses.ts';
import { type Drop, dropOnPerson, dropOnStatus } from '../card-actions.rules.ts';
import classes from './drag.module.css';
import { useDragModule } from './drag-store.ts';

interface DropRailProps {
  card: TicketCard;
  onDrop(card: TicketCard, drop: Drop): void;
}

/** Where a dragged card can go besides columns: people and statuses. It is there only while one is dragged. */
export function DropRail({ card, onDrop }: DropRailProps) {
  const { t, language } = useTranslation('board');
  const { agent } = useMe();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: statuses = [] } = useQuery(statusesQuery);
  const me = { id: agent.id, name: agent.name };
  const active = agents.filter((one) => one.active);
  const people = [...active.filter(({ id }) => id === me.id), ...active.filter(({ id }) => id !== me.id)];
  return (
    <div className={classes.rail} aria-hidden>
      <span className={classes.title}>{t('drag.people')}</span>
      <div className={classes.places}>
        {people.map(({ id, name, photoUrl }) => (
          <Place key={id} drop={dropOnPerson(card, { id, name }, me)} onDrop={(drop) => onDrop(card, drop)}>
            <Avatar name={name} photoUrl={photoUrl} />
            {id === me.id ? t('pick.me', { name }) : name}
          </Place>
        ))}
      </div>
      <span className={classes.title}>{t('drag.statuses')}</span>
      <div className={classes.places}>
        {statuses.map((status) => (
          <Place
            key={status.key}
            isPlain
            drop={dropOnStatus(card, status)}
            onDrop={(drop) => onDrop(card, drop)}
          >
            {language === 'en' ? status.labels.en : status.labels.es}
          </Place>
        ))}
      </div>
    </div>
  );
}

interface PlaceProps {
  drop: Drop;
  isPlain?: boolean;
  onDrop(drop: Drop): void;
  children: ReactNode;
}

function Place({ drop, isPlain = false, onDrop, children }: PlaceProps) {
  const drag = useDragModule();
  const element = useRef<HTMLDivElement>(null);
  const [isOver, setIsOver] = useState(false);
  const isOpen = drop !== null && 'command' in drop;
  const dropped = useEffectEvent(() => onDrop(drop));
  useEffect(() => {
    if (!drag || !element.current) return undefined;
    return drag.makeDropPlace(element.current, { onOver: setIsOver, onDrop: () => dropped() });
  }, [drag]);
  return (
    <div
      ref={element}
      className={clsx(
        classes.place,
        isPlain && classes.plain,
        isOver && isOpen && classes.over,
        !isOpen && classes.idle,
      )}
    >
      {children}
    </div>
  );
}
