import { Menu, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BulkAction } from '@ventanilla/web';
import { Flag, Minus, Plus, UserMinus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { useClassification } from '../../../shared/classification/classification.ts';
import { AnchoredMenu } from '../../../shared/components/anchored-menu.tsx';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { Chip, toneOf } from '../../../shared/components/chip.tsx';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useMe } from '../../../shared/session/session.ts';
import { categoryColours, useStatuses } from '../../../shared/tickets/status-labels.ts';
import cells from '../cells/cells.module.css';
import type { BulkKind } from './bulk-kinds.ts';

interface Choice {
  key: string;
  /** By which it is found. */
  name: string;
  shown: ReactNode;
  icon?: ReactNode;
  action: BulkAction;
}

interface BulkMenuProps {
  kind: BulkKind;
  opener: HTMLElement;
  onClose(): void;
  onChoose(action: BulkAction): void;
}

/** With more choices than this one finds them by typing. */
const manyChoices = 8;

/** The values that an action can give, at its button in the bar. */
export function BulkMenu({ kind, opener, onClose, onChoose }: BulkMenuProps) {
  const { t } = useTranslation('bulk');
  const [text, setText] = useState('');
  const choices = useChoices(kind);
  const sought = text.trim().toLocaleLowerCase();
  const found = choices.filter(({ name }) => name.toLocaleLowerCase().includes(sought));
  return (
    <AnchoredMenu opener={opener} label={t(`kind.${kind}`)} width={250} onClose={onClose}>
      <Menu.Label>{t(`kind.${kind}`)}</Menu.Label>
      {choices.length > manyChoices ? (
        <TextInput
          size="xs"
          m={4}
          data-autofocus
          aria-label={t('menu.find')}
          placeholder={t('menu.find')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      ) : null}
      <div style={{ maxHeight: 'min(320px, 50vh)', overflow: 'hidden auto' }}>
        {found.map(({ key, shown, icon, action }) => (
          <Menu.Item key={key} leftSection={icon} onClick={() => onChoose(action)}>
            {shown}
          </Menu.Item>
        ))}
        {found.length === 0 ? <Menu.Label>{t('menu.nothingFound')}</Menu.Label> : null}
      </div>
    </AnchoredMenu>
  );
}

function useChoices(kind: BulkKind): Choice[] {
  const people = useOwnerChoices();
  const statuses = useStatusChoices();
  const departments = useDepartmentChoices();
  const classified = useClassifiedChoices();
  switch (kind) {
    case 'assign':
      return people;
    case 'status':
      return statuses;
    case 'department':
      return departments;
    case 'flag':
    case 'priority':
    case 'type':
    case 'tags':
      return classified[kind];
    default:
      return [];
  }
}

function useOwnerChoices(): Choice[] {
  const { t } = useTranslation('bulk');
  const { agent: me, permissions } = useMe();
  const { data: agents = [] } = useQuery(agentsQuery);
  // Whoever may not assign may still take what nobody has.
  const active = agents.filter(
    ({ active: isActive, id }) => isActive && (id === me.id || permissions.includes('tickets:assign')),
  );
  const ordered = [...active.filter(({ id }) => id === me.id), ...active.filter(({ id }) => id !== me.id)];
  return [
    ...ordered.map(({ id, name, photoUrl }): Choice => {
      const shown = id === me.id ? t('menu.me', { name }) : name;
      return {
        key: id,
        name,
        shown,
        icon: <Avatar name={name} photoUrl={photoUrl} />,
        action: { kind: 'assign', agentId: id },
      };
    }),
    {
      key: '',
      name: t('menu.nobody'),
      shown: t('menu.nobody'),
      icon: <UserMinus size={14} strokeWidth={1.75} aria-hidden />,
      action: { kind: 'assign', agentId: null },
    },
  ];
}

function useStatusChoices(): Choice[] {
  const { statuses, labelOf } = useStatuses();
  return statuses.map(({ key, category }) => ({
    key,
    name: labelOf(key),
    shown: labelOf(key),
    icon: <span className={cells.dot} style={{ background: categoryColours[category] }} />,
    action: { kind: 'status', statusKey: key },
  }));
}

function useDepartmentChoices(): Choice[] {
  const { t } = useTranslation('bulk');
  const { data: departments = [] } = useQuery(departmentsQuery);
  const none = t('menu.noDepartment');
  return [
    ...departments
      .filter(({ active }) => active)
      .map(({ id, name }): Choice => {
        return { key: id, name, shown: name, action: { kind: 'department', departmentId: id } };
      }),
    { key: '', name: none, shown: none, action: { kind: 'department', departmentId: null } },
  ];
}

function useClassifiedChoices(): Record<'flag' | 'priority' | 'type' | 'tags', Choice[]> {
  const { t } = useTranslation('bulk');
  const { definitions, nameOf } = useClassification();
  const inUse = <T extends { active: boolean }>(list: readonly T[]) => list.filter(({ active }) => active);
  const none = (name: string, action: BulkAction): Choice => ({ key: '', name, shown: name, action });
  const flagIcon = (key?: string) => (
    <span className={cells.flag} data-flag={key}>
      <Flag size={14} strokeWidth={1.75} aria-hidden />
    </span>
  );
  return {
    flag: [
      ...inUse(definitions.flags).map(
        (flag): Choice => ({
          key: flag.key,
          name: nameOf(flag),
          shown: nameOf(flag),
          icon: flagIcon(flag.key),
          action: { kind: 'flag', flag: flag.key },
        }),
      ),
      { ...none(t('menu.noFlag'), { kind: 'flag', flag: null }), icon: flagIcon() },
    ],
    priority: [
      ...inUse(definitions.priorities).map(
        (one): Choice => ({
          key: one.key,
          name: nameOf(one),
          shown: <Chip tone={toneOf[one.colour]}>{nameOf(one)}</Chip>,
          action: { kind: 'priority', priorityKey: one.key },
        }),
      ),
      none(t('menu.noPriority'), { kind: 'priority', priorityKey: null }),
    ],
    type: [
      ...inUse(definitions.types).map((one): Choice => {
        return {
          key: one.key,
          name: nameOf(one),
          shown: nameOf(one),
          action: { kind: 'type', typeKey: one.key },
        };
      }),
      none(t('menu.noType'), { kind: 'type', typeKey: null }),
    ],
    tags: (['add', 'remove'] as const).flatMap((way) =>
      inUse(definitions.tags).map((tag): Choice => {
        const name = `${t(way === 'add' ? 'menu.addTag' : 'menu.removeTag')} ${nameOf(tag)}`;
        const Icon = way === 'add' ? Plus : Minus;
        const [add, remove] = way === 'add' ? [[tag.key], []] : [[], [tag.key]];
        return {
          key: `${way} ${tag.key}`,
          name,
          shown: name,
          icon: <Icon size={14} strokeWidth={1.75} aria-hidden />,
          action: { kind: 'tags', add, remove },
        };
      }),
    ),
  };
}
