import { Modal } from '@mantine/core';
import type { TriageItem } from '@ventanilla/contracts/triage';
import { type TriageWeights, triageFactors } from '@ventanilla/contracts/triage.rules';
import { useFocusBack } from '../../shared/hooks/use-focus-back.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './dialogs.module.css';

interface HowDialogProps {
  item: TriageItem | null;
  weights: TriageWeights;
  onClose(): void;
}

/** The formula in words, with what it makes of the ticket in focus. */
export function HowDialog({ item, weights, onClose }: HowDialogProps) {
  const { t } = useTranslation(['triage', 'desk']);
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('how.title')}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      <p className={classes.text}>{t('how.text')}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('how.factor')}</th>
            <th scope="col">{t('how.weight')}</th>
            {item ? <th scope="col">{t('how.points')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {triageFactors.map((factor) => (
            <tr key={factor}>
              <th scope="row">
                {t(`factors.${factor}`)}
                <small>{t(`factorHints.${factor}`)}</small>
              </th>
              <td>{weights[factor]}</td>
              {item ? <td>{Math.round(item.points[factor])}</td> : null}
            </tr>
          ))}
        </tbody>
        {item ? (
          <tfoot>
            <tr>
              <th scope="row">{t('how.total')}</th>
              <td />
              <td>{Math.round(item.score)}</td>
            </tr>
          </tfoot>
        ) : null}
      </table>
    </Modal>
  );
}
