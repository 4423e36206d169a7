import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { departmentsQuery } from '../../shared/departments/departments.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';

interface QueueChoiceProps {
  departmentId: string | undefined;
  onChoose(departmentId: string | undefined): void;
}

/** One's own and nobody's, or all of a department; nothing to choose where there are no departments. */
export function QueueChoice({ departmentId, onChoose }: QueueChoiceProps) {
  const { t } = useTranslation('triage');
  const { data: departments = [] } = useQuery(departmentsQuery);
  const active = departments.filter((one) => one.active);
  if (active.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      visibleFrom="md"
      aria-label={t('department')}
      value={departmentId ?? ''}
      onChange={({ currentTarget }) => onChoose(currentTarget.value || undefined)}
      data={[{ value: '', label: t('mine') }, ...active.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
