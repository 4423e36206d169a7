import { Button, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Goal, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { SkeletonCards } from '../../shared/components/skeleton.tsx';
import { departmentsQuery } from '../../shared/departments/departments.ts';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { GoalsDialog } from './goals-dialog.tsx';
import { MemberRow } from './member-row.tsx';
import classes from './team.module.css';
import { teamQuery } from './team.queries.ts';
import { TeamFigures } from './team-figures.tsx';
import { useTeamLive } from './use-team-live.ts';

/** Everybody in the departments of whoever looks, what each has, and passing it on. */
export function TeamView() {
  const { t } = useTranslation('team');
  const query = useQuery(teamQuery);
  const isSlow = useDelayed(query.isPending);
  const [departmentId, choose] = useState<string | null>(null);
  const [settingGoals, setGoals] = useState(false);
  useTeamLive();
  if (query.isError && !query.data)
    return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return isSlow ? <SkeletonCards count={5} /> : null;
  const { items } = query.data;
  const shown = items.filter(
    ({ departmentIds }) => departmentId === null || departmentIds.includes(departmentId),
  );
  return (
    <div className={classes.page}>
      <div className={classes.above}>
        <TeamFigures place="rows" />
        <Departments
          used={items.flatMap(({ departmentIds }) => departmentIds)}
          {...{ departmentId, choose }}
        />
        <Button
          className={classes.goals}
          size="xs"
          variant="default"
          leftSection={<Goal size={14} strokeWidth={1.75} aria-hidden />}
          onClick={() => setGoals(true)}
        >
          {t('goals.open')}
        </Button>
      </div>
      {settingGoals ? <GoalsDialog team={items} onClose={() => setGoals(false)} /> : null}
      {shown.length === 0 ? (
        <EmptyState icon={<UsersRound />} title={t('emptyTitle')} text={t('emptyText')} />
      ) : (
        <ul className={classes.list} aria-label={t('list')}>
          {shown.map((member) => (
            <MemberRow key={member.id} member={member} team={items} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface DepartmentsProps {
  used: readonly string[];
  departmentId: string | null;
  choose(departmentId: string | null): void;
}

/** Which department's people are shown, where there are several. */
function Departments({ used, departmentId, choose }: DepartmentsProps) {
  const { t } = useTranslation('team');
  const { data = [] } = useQuery(departmentsQuery);
  const departments = data.filter(({ id, active }) => active && used.includes(id));
  if (departments.length < 2) return null;
  return (
    <div className={classes.chips} role="group" aria-label={t('departments.label')}>
      {[{ id: null, name: t('departments.all') }, ...departments].map(({ id, name }) => (
        <UnstyledButton
          key={id}
          className={classes.chip}
          aria-pressed={id === departmentId}
          onClick={() => choose(id)}
        >
          {name}
        </UnstyledButton>
      ))}
    </div>
  );
}
