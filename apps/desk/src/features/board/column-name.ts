import { useTranslation } from 'react-i18next';
import type { ColumnPlace } from './board.rules.ts';

/** The name of a column in the reader's language. */
export function useColumnName(): (place: Pick<ColumnPlace, 'key' | 'name'>) => string {
  const { t } = useTranslation('board');
  return ({ key, name }) => name ?? (key ? t(`columns.${key}`) : '');
}
