import { ActionIcon, Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Department, dataOf } from '@ventanilla/web';
import { ArrowDown, ArrowUp, Network, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { api } from '../../../shared/api/api.ts';
import { Chip } from '../../../shared/components/chip.tsx';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { DepartmentForm } from './department-form.tsx';

/** Departments in their order, who works in each. */
export function DepartmentsPanel() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const query = useQuery(departmentsQuery);
  /** Of the dialog: one of them, a new one, or none. */
  const [edited, edit] = useState<Department | 'new' | null>(null);

  /** At once on the screen; back as it was where the server says no. */
  const move = async (departments: readonly Department[], at: number, by: 1 | -1) => {
    const ordered = [...departments];
    const [moved] = ordered.splice(at, 1);
    if (!moved) return;
    ordered.splice(at + by, 0, moved);
    queryClient.setQueryData(departmentsQuery.queryKey, ordered);
    try {
      const departmentIds = ordered.map(({ id }) => id);
      const { items } = await dataOf(api.PUT('/api/v1/departments/order', { body: { departmentIds } }));
      queryClient.setQueryData(departmentsQuery.queryKey, items);
    } catch (error) {
      queryClient.setQueryData(departmentsQuery.queryKey, [...departments]);
      notifyProblem(error);
    }
  };

  return (
    <Panel
      title={t('sections.departments')}
      lead={t('departments.lead')}
      action={
        <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => edit('new')}>
          {t('departments.create')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(departments) =>
          departments.length === 0 ? (
            <EmptyState
              icon={<Network size={22} />}
              title={t('departments.none')}
              text={t('departments.noneText')}
            />
          ) : (
            <Rows label={t('sections.departments')}>
              {departments.map((department, index) => (
                <DepartmentRow
                  key={department.id}
                  department={department}
                  isFirst={index === 0}
                  isLast={index === departments.length - 1}
                  onMove={(by) => void move(departments, index, by)}
                  onEdit={() => edit(department)}
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
      <DepartmentForm edited={edited} onClose={() => edit(null)} />
    </Panel>
  );
}

interface DepartmentRowProps {
  department: Department;
  isFirst: boolean;
  isLast: boolean;
  onMove(by: 1 | -1): void;
  onEdit(): void;
}

/** It does nothing, and keeps the focus of whoever moved the row there by keyboard. */
const atTheEnd = { 'aria-disabled': true, 'data-disabled': true } as const;

function DepartmentRow({ department, isFirst, isLast, onMove, onEdit }: DepartmentRowProps) {
  const { t } = useTranslation('settings');
  const { data: agents = [] } = useQuery(agentsQuery);
  const { name, description, kind, active, memberIds } = department;
  const members = agents.filter(({ id }) => memberIds.includes(id)).map((agent) => agent.name);
  const facts = [
    ...(description ? [description] : []),
    members.length > 0 ? members.join(', ') : t('departments.nobody'),
  ];
  return (
    <li>
      <span className={classes.main}>
        <b>{name}</b> {kind === 'internal' ? <Chip tone="accent">{t('departments.internal')}</Chip> : null}{' '}
        {active ? null : <Chip>{t('departments.retired')}</Chip>}
        <span className={classes.sub}>{facts.join(' · ')}</span>
      </span>
      <span className={classes.side}>
        <ActionIcon
          variant="subtle"
          aria-label={t('departments.up', { name })}
          {...(isFirst ? atTheEnd : { onClick: () => onMove(-1) })}
        >
          <ArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          aria-label={t('departments.down', { name })}
          {...(isLast ? atTheEnd : { onClick: () => onMove(1) })}
        >
          <ArrowDown size={16} aria-hidden />
        </ActionIcon>
        <Button variant="default" aria-label={t('departments.editOf', { name })} onClick={onEdit}>
          {t('departments.edit')}
        </Button>
      </span>
    </li>
  );
}
