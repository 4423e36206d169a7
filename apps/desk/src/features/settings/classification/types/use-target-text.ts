import type { PriorityTarget } from '@ventanilla/contracts/priority.rules';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { targetPhrase } from './matrix.rules.ts';

/** How long a priority may take, in words: «24 horas», «antes de terminar el día». */
export function useTargetText() {
  const { t } = useTranslation('classification');
  return (target: PriorityTarget) => {
    const { phrase, count } = targetPhrase(target);
    return phrase === 'endOfDay' ? t('target.endOfDay') : t(`target.${phrase}`, { count });
  };
}
