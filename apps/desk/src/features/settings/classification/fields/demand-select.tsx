import { Select } from '@mantine/core';
import { fieldDemands } from '@ventanilla/contracts/classification-kinds';
import type { FieldDemand } from '@ventanilla/web';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';

interface DemandSelectProps {
  label: string;
  /** Null: as the field says. */
  value: FieldDemand | null;
  /** What the field says. */
  own: FieldDemand;
  onChange(value: FieldDemand | null): void;
}

/** When a field is required in one place. */
export function DemandSelect({ label, value, own, onChange }: DemandSelectProps) {
  const { t } = useTranslation('classification');
  return (
    <Select
      aria-label={label}
      w={212}
      size="xs"
      comboboxProps={{ width: 212, position: 'bottom-end' }}
      data={[
        { value: '', label: t('demand.own', { demand: t(`demand.${own}`).toLowerCase() }) },
        ...fieldDemands.map((demand) => ({ value: demand as string, label: t(`demand.${demand}`) })),
      ]}
      value={value ?? ''}
      onChange={(chosen) => onChange(fieldDemands.find((demand) => demand === chosen) ?? null)}
      allowDeselect={false}
    />
  );
}
