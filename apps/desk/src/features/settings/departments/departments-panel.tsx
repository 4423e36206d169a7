import { Button, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Department, dataOf } from '@ventanilla/web';
import clsx from 'clsx';
import { Network, Plus } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery } from '../../../shared/agents/agents.ts';
import { api } from '../../../shared/api/api.ts';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { departmentsQuery } from '../../../shared/departments/departments.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { movedBy } from '../shared/ordering/order.rules.ts';
import { OrderButtons } from '../shared/ordering/order-buttons.tsx';
import { Loaded, Panel } from '../shared/panel.tsx';
import { DepartmentForm } from './department-form.tsx';
import { DepartmentSettingsView } from './department-settings.tsx';
import classes from './departments.module.css';
import { LinesSection } from './lines-section.tsx';
import { TeamsSection } from './teams-section.tsx';

/** Departments in their order, and the rules of the one that is chosen; teams and lines below. */
export function DepartmentsPanel() {
  const { t } = useTranslation(['departments', 'settings']);
  const query = useQuery(departmentsQuery);
  /** Of the dialog: one of them, a new one, or none. */
  const [edited, edit] = useState<Department | 'new' | null>(null);
  return (
    <Panel title={t('settings:sections.departments')} lead={t('lead')}>
      <Loaded query={query}>
        {(departments) =>
          departments.length === 0 ? (
            <EmptyState icon={<Network size={22} />} title={t('none')} text={t('noneText')}>
              <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => edit('new')}>
                {t('create')}
              </Button>
            </EmptyState>
          ) : (
            <Chosen departments={departments} onEdit={edit} />
          )
        }
      </Loaded>
      <TeamsSection />
      <LinesSection />
      <DepartmentForm edited={edited} onClose={() => edit(null)} />
    </Panel>
  );
}

interface ChosenProps {
  departments: readonly Department[];
  onEdit(edited: Department | 'new'): void;
}

function Chosen({ departments, onEdit }: ChosenProps) {
  const { t } = useTranslation('departments');
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = departments.find(({ id }) => id === chosenId) ?? departments[0];
  return (
    <>
      <div className={classes.chips} role="group" aria-label={t('list')}>
        {departments.map((department) => (
          <UnstyledButton
            key={department.id}
            className={classes.chip}
            aria-pressed={department === chosen}
            onClick={() => choose(department.id)}
          >
            <b>{department.name}</b> {department.active ? t(`kinds.${department.kind}`) : t('retired')}
          </UnstyledButton>
        ))}
        <UnstyledButton
          className={clsx(classes.chip, classes.add)}
          aria-label={t('create')}
          onClick={() => onEdit('new')}
        >
          <Plus size={14} strokeWidth={1.75} aria-hidden />
          {t('add')}
        </UnstyledButton>
      </div>
      {chosen ? (
        <>
          <About
            key={chosen.id}
            department={chosen}
            departments={departments}
            onEdit={() => onEdit(chosen)}
          />
          <DepartmentSettingsView key={`${chosen.id} settings`} department={chosen} />
        </>
      ) : null}
    </>
  );
}

interface AboutProps {
  department: Department;
  departments: readonly Department[];
  onEdit(): void;
}

/** Who works there, and the department's own name, kind and place. */
function About({ department, departments, onEdit }: AboutProps) {
  const { t } = useTranslation('departments');
  const { data: agents = [] } = useQuery(agentsQuery);
  const move = useMove(departments);
  const { name, description, memberIds } = department;
  const members = agents.filter(({ id }) => memberIds.includes(id)).map((agent) => agent.name);
  const facts = [
    ...(description ? [description] : []),
    t('peopleOf', { names: members.length > 0 ? members.join(', ') : t('nobody') }),
  ];
  return (
    <div className={classes.about}>
      <span>{facts.join(' · ')}</span>
      <OrderButtons
        name={name}
        isRow
        isFirst={departments[0] === department}
        isLast={departments.at(-1) === department}
        onMove={(by) => void move(department, by)}
      />
      <Button variant="default" size="xs" aria-label={t('editOf', { name })} onClick={onEdit}>
        {t('edit')}
      </Button>
    </div>
  );
}

/** Changes places at once on the screen; back as it was where the server says no. */
function useMove(departments: readonly Department[]) {
  const queryClient = useQueryClient();
  return async (department: Department, by: 1 | -1) => {
    const ordered = movedBy(departments, { at: departments.indexOf(department), by });
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
}
