import { Menu } from '@mantine/core';
import { type FlagKey, type TicketCard, ticketNumber } from '@ventanilla/web';
import { Check, Flag, UserMinus } from 'lucide-react';
import type { ReactNode } from 'react';
import { PeopleItems } from '../../../shared/agents/people-items.tsx';
import { useClassification } from '../../../shared/classification/classification.ts';
import { AnchoredMenu } from '../../../shared/components/anchored-menu.tsx';
import { Chip, toneOf } from '../../../shared/components/chip.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { categoryColours, useStatuses } from '../../../shared/tickets/status-labels.ts';
import type { CellMenuKind } from '../list-desk.ts';
import type { RowCommand } from '../use-row-commands.ts';
import classes from './cells.module.css';

export interface OpenMenu {
  kind: CellMenuKind;
  card: TicketCard;
  opener: HTMLElement;
}

interface CellMenuProps {
  menu: OpenMenu;
  onClose(): void;
  onRun(command: RowCommand): void;
}

/** The choices of one value of a ticket, at its place in the row. */
export function CellMenu({ menu, onClose, onRun }: CellMenuProps) {
  const { t } = useTranslation('list');
  const { kind, card, opener } = menu;
  const number = ticketNumber(card.number);
  const items = {
    status: StatusItems,
    owner: OwnerItems,
    flag: FlagItems,
    type: TypeItems,
    priority: PriorityItems,
  };
  const Items = items[kind];
  const label = t(`column.${kind}`);
  return (
    <AnchoredMenu opener={opener} label={`${label}: ${number}`} onClose={onClose}>
      <Menu.Label>{label}</Menu.Label>
      <Items card={card} onRun={onRun} />
    </AnchoredMenu>
  );
}

interface ItemsProps {
  card: TicketCard;
  onRun(command: RowCommand): void;
}

interface ItemProps {
  isNow: boolean;
  icon?: ReactNode;
  onClick(): void;
  children: ReactNode;
}

function Item({ isNow, icon, onClick, children }: ItemProps) {
  return (
    <Menu.Item
      leftSection={icon}
      rightSection={isNow ? <Check size={14} aria-hidden /> : null}
      aria-current={isNow ? 'true' : undefined}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}

function StatusItems({ card, onRun }: ItemsProps) {
  const { statuses, labelOf } = useStatuses();
  const isAllowed = (category: string) =>
    category === 'closed'
      ? card.can.includes('close')
      : category === 'ignored'
        ? card.can.includes('ignore')
        : card.can.includes('set_status');
  return statuses
    .filter((status) => isAllowed(status.category) || status.key === card.status.key)
    .map((status) => (
      <Item
        key={status.key}
        isNow={status.key === card.status.key}
        icon={<span className={classes.dot} style={{ background: categoryColours[status.category] }} />}
        onClick={() => onRun({ kind: 'status', status })}
      >
        {labelOf(status.key)}
      </Item>
    ));
}

function OwnerItems({ card, onRun }: ItemsProps) {
  const { t } = useTranslation('list');
  return (
    <>
      <PeopleItems presentId={card.owner?.id ?? null} onChoose={(to) => onRun({ kind: 'owner', to })} />
      {card.owner && card.can.includes('release') ? (
        <>
          <Menu.Divider />
          <Item
            isNow={false}
            icon={<UserMinus size={14} aria-hidden />}
            onClick={() => onRun({ kind: 'owner', to: null })}
          >
            {t('cell.release')}
          </Item>
        </>
      ) : null}
    </>
  );
}

function FlagItems({ card, onRun }: ItemsProps) {
  const { t } = useTranslation('list');
  const { definitions, nameOf } = useClassification();
  const icon = (key: FlagKey | undefined) => (
    <span className={classes.flag} data-flag={key}>
      <Flag size={14} strokeWidth={1.75} aria-hidden />
    </span>
  );
  return (
    <>
      {definitions.flags
        .filter(({ active }) => active)
        .map((flag) => (
          <Item
            key={flag.key}
            isNow={flag.key === card.flag?.key}
            icon={icon(flag.key)}
            onClick={() =>
              onRun({ kind: 'flag', flag: { key: flag.key, name: nameOf(flag) }, said: nameOf(flag) })
            }
          >
            {nameOf(flag)}
          </Item>
        ))}
      <Item
        isNow={card.flag === null}
        icon={icon(undefined)}
        onClick={() => onRun({ kind: 'flag', flag: null, said: t('cell.noFlag') })}
      >
        {t('cell.noFlag')}
      </Item>
    </>
  );
}

function TypeItems({ card, onRun }: ItemsProps) {
  const { t } = useTranslation('list');
  const { definitions, nameOf } = useClassification();
  return (
    <>
      {definitions.types
        .filter(({ active }) => active)
        .map((one) => {
          const type = { key: one.key, name: nameOf(one) };
          return (
            <Item
              key={one.key}
              isNow={one.key === card.type?.key}
              onClick={() => onRun({ kind: 'type', type, said: type.name })}
            >
              {type.name}
            </Item>
          );
        })}
      <Item
        isNow={card.type === null}
        onClick={() => onRun({ kind: 'type', type: null, said: t('cell.noType') })}
      >
        {t('cell.noType')}
      </Item>
    </>
  );
}

function PriorityItems({ card, onRun }: ItemsProps) {
  const { t } = useTranslation('list');
  const { definitions, nameOf } = useClassification();
  return (
    <>
      {definitions.priorities
        .filter(({ active }) => active)
        .map((one) => {
          const priority = { key: one.key, name: nameOf(one), colour: one.colour };
          return (
            <Item
              key={one.key}
              isNow={one.key === card.priority?.key}
              onClick={() => onRun({ kind: 'priority', priority, said: priority.name })}
            >
              <Chip tone={toneOf[one.colour]}>{priority.name}</Chip>
            </Item>
          );
        })}
      <Item
        isNow={card.priority === null}
        onClick={() => onRun({ kind: 'priority', priority: null, said: t('cell.noPriority') })}
      >
        {t('cell.noPriority')}
      </Item>
    </>
  );
}
