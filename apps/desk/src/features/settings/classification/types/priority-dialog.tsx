import { NumberInput, Select } from '@mantine/core';
import type { Colour } from '@ventanilla/web';
import { Chip, toneOf } from '../../../../shared/components/chip.tsx';
import { ColourChoice } from '../../../../shared/components/colour-choice.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import panel from '../../shared/panel.module.css';
import classes from '../classification.module.css';
import { DefinitionDialog, type Edited, type Named, writtenNames } from '../editor/definition-dialog.tsx';
import type { Definition } from '../editor/definitions.ts';
import { useTargetText } from './use-target-text.ts';

type Target = Definition<'priorities'>['target'];
const targetKinds = ['business_hours', 'end_of_day', 'calendar_hours'] as const satisfies Target['kind'][];
const hoursMin = 0.25;
const hoursMax = 2000;

interface PriorityValues extends Named {
  colour: Colour;
  targetKind: Target['kind'];
  hours: number | string;
}

const isWrong = ({ targetKind, hours }: PriorityValues) =>
  targetKind !== 'end_of_day' && !(typeof hours === 'number' && hours >= hoursMin && hours <= hoursMax);

const targetOf = ({ targetKind, hours }: PriorityValues): Target =>
  targetKind === 'end_of_day' ? { kind: targetKind } : { kind: targetKind, hours: Number(hours) };

/** A priority: how it looks and how soon what has it is solved. */
export function PriorityDialog({ edited, onClose }: { edited: Edited<'priorities'>; onClose(): void }) {
  const { t } = useTranslation('classification');
  const targetText = useTargetText();
  return (
    <DefinitionDialog
      kind="priorities"
      edited={edited}
      onClose={onClose}
      titleNew={t('priorities.new')}
      read={(priority): PriorityValues => ({
        name: priority?.name ?? '',
        nameEn: priority?.nameEn ?? '',
        colour: priority?.colour ?? 'blue',
        targetKind: priority?.target.kind ?? 'business_hours',
        hours: priority && priority.target.kind !== 'end_of_day' ? priority.target.hours : 8,
      })}
      check={(values) => ({ hours: isWrong(values) ? t('priorities.hoursWrong') : null })}
      write={(values) => ({
        ...writtenNames(values),
        colour: values.colour,
        target: targetOf(values),
      })}
    >
      {(form) => (
        <>
          <div className={panel.grid}>
            <div className={panel.four}>
              <Select
                {...form.getInputProps('targetKind')}
                label={t('priorities.targetKind')}
                data={targetKinds.map((kind) => ({ value: kind, label: t(`priorities.kinds.${kind}`) }))}
                allowDeselect={false}
              />
            </div>
            {form.values.targetKind === 'end_of_day' ? null : (
              <div className={panel.two}>
                <NumberInput
                  {...form.getInputProps('hours')}
                  label={t('priorities.hours')}
                  min={hoursMin}
                  max={hoursMax}
                  step={1}
                />
              </div>
            )}
          </div>
          <ColourChoice
            label={t('color')}
            value={form.values.colour}
            onChange={(colour) => colour && form.setFieldValue('colour', colour)}
          />
          {form.values.name.trim() === '' || isWrong(form.values) ? null : (
            <p className={classes.facetTitle}>
              <Chip tone={toneOf[form.values.colour]}>{form.values.name}</Chip>
              <span className={classes.quiet}>{targetText(targetOf(form.values))}</span>
            </p>
          )}
        </>
      )}
    </DefinitionDialog>
  );
}
