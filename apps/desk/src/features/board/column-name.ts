import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { ColumnPlace } from './board.rules.ts';

/** The name of a column in the reader's language. */
export function useColumnName(): (place: Pick<ColumnPlace, 'key' | 'name'>) => string {
  const { t } = useTranslation('board');
  return ({ key, name }) => name ?? (key ? t(`columns.${key}`) : '');
}
