import '@mantine/core/styles/NumberInput.css';
import { Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { GoalMetric, GoalTargets, TeamMember } from '@ventanilla/web';
import { useState } from 'react';
import { departmentsQuery } from '../../shared/departments/departments.ts';
import { myGoalsQuery } from '../../shared/goals/goals.ts';
import { useFocusBack } from '../../shared/hooks/use-focus-back.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../shared/notify.tsx';
import { goalsQuery, teamQuery, teamRequests } from './team.queries.ts';

const metrics = ['attended', 'closed', 'first_in_time'] as const satisfies readonly GoalMetric[];
const noTargets: GoalTargets = { attended: null, closed: null, first_in_time: null };

interface GoalsDialogProps {
  team: readonly TeamMember[];
  onClose(): void;
}

/** What each person of a department, or one person, is to reach every working day. */
export function GoalsDialog({ team, onClose }: GoalsDialogProps) {
  const { t } = useTranslation(['team', 'desk']);
  useFocusBack();
  const { data: goals } = useQuery(goalsQuery);
  const { data: departments = [] } = useQuery(departmentsQuery);
  const [chosen, choose] = useState<string | null>(null);
  const used = new Set(team.flatMap(({ departmentIds }) => departmentIds));
  const options = [
    ...departments
      .filter(({ id, active }) => active && used.has(id))
      .map(({ id, name }) => ({ value: id, label: t('goals.department', { name }) })),
    ...team.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const whose = chosen ?? options[0]?.value ?? null;
  const isAgent = team.some(({ id }) => id === whose);
  const targets = goals?.find(({ agentId, departmentId }) => (agentId ?? departmentId) === whose)?.targets;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('goals.title')}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      {whose === null ? (
        <p>{t('goals.none')}</p>
      ) : (
        <Stack gap="md">
          <p>{t('goals.text')}</p>
          <Select
            label={t('goals.whose')}
            data={options}
            value={whose}
            onChange={choose}
            allowDeselect={false}
            searchable
          />
          {goals ? (
            <TargetsForm
              key={whose}
              whose={{ agentId: isAgent ? whose : null, departmentId: isAgent ? null : whose }}
              targets={targets ?? noTargets}
              onClose={onClose}
            />
          ) : null}
        </Stack>
      )}
    </Modal>
  );
}

interface TargetsFormProps {
  whose: { agentId: string | null; departmentId: string | null };
  targets: GoalTargets;
  onClose(): void;
}

function TargetsForm({ whose, targets, onClose }: TargetsFormProps) {
  const { t } = useTranslation(['team', 'desk']);
  const queryClient = useQueryClient();
  const [values, setValues] = useState(targets);
  const [working, setWorking] = useState(false);
  const save = async () => {
    setWorking(true);
    try {
      await teamRequests.setGoals({ ...whose, targets: values });
      for (const { queryKey } of [goalsQuery, teamQuery, myGoalsQuery])
        await queryClient.invalidateQueries({ queryKey, exact: true });
      notifyDone(t('goals.saved'));
      onClose();
    } catch (error) {
      notifyProblem(error);
      setWorking(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="sm">
        {metrics.map((metric) => (
          <NumberInput
            key={metric}
            label={t(`goals.${metric}`)}
            placeholder={t('goals.hint')}
            min={1}
            max={metric === 'first_in_time' ? 100 : 1000}
            allowDecimal={false}
            value={values[metric] ?? ''}
            onChange={(value) => setValues({ ...values, [metric]: value === '' ? null : Number(value) })}
          />
        ))}
        <Group justify="flex-end">
          <Button variant="subtle" onClick={onClose}>
            {t('desk:actions.cancel')}
          </Button>
          <Button type="submit" loading={working}>
            {t('goals.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
