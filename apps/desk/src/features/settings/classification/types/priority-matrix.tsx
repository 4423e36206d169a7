import { Checkbox } from '@mantine/core';
import type { Classification } from '@ventanilla/web';
import { useClassification } from '../../../../shared/classification/classification.ts';
import { Chip, toneOf } from '../../../../shared/components/chip.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../classification.module.css';
import { useDefinitions } from '../editor/use-definitions.ts';
import { withType } from './matrix.rules.ts';
import { useTargetText } from './use-target-text.ts';

type MatrixProps = Pick<Classification, 'types' | 'priorities'>;

/** Which priorities each type may have without a reason (W7); a box counts as soon as it is ticked. */
export function PriorityMatrix({ types, priorities }: MatrixProps) {
  const { t } = useTranslation('classification');
  const { nameOf } = useClassification();
  const targetText = useTargetText();
  const { changeAtOnce } = useDefinitions();
  if (types.length === 0 || priorities.length === 0)
    return <p className={classes.quiet}>{t('matrix.none')}</p>;
  return (
    // It is scrolled by keyboard, too, where it does not fit.
    <section className={classes.scroll} aria-label={t('matrix.title')} tabIndex={0}>
      <table className={classes.matrix} aria-label={t('matrix.title')}>
        <thead>
          <tr>
            <th scope="col">{t('matrix.type')}</th>
            {priorities.map((priority) => (
              <th key={priority.key} scope="col">
                <Chip tone={toneOf[priority.colour]}>{nameOf(priority)}</Chip>
                <small>{targetText(priority.target)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <tr key={type.key}>
              <th scope="row">
                {nameOf(type)}
                {type.description ? <small>{type.description}</small> : null}
              </th>
              {priorities.map((priority) => (
                <td key={priority.key}>
                  <label className={classes.box}>
                    <Checkbox
                      aria-label={t('matrix.cell', { type: nameOf(type), priority: nameOf(priority) })}
                      checked={priority.typeKeys.includes(type.key)}
                      onChange={(event) => {
                        const isAllowed = event.currentTarget.checked;
                        const typeKeys = withType(priority.typeKeys, { typeKey: type.key, isAllowed });
                        void changeAtOnce({
                          kind: 'priorities',
                          definition: priority,
                          changes: { typeKeys },
                        });
                      }}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
