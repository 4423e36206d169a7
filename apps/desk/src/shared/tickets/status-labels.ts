import { useQuery } from '@tanstack/react-query';
import type { StatusRow } from '@ventanilla/web';
import { useTranslation } from '../i18n/use-translation.ts';
import { statusesQuery } from './statuses.ts';

/** The colour of a category wherever a status is drawn; its word stands beside it always. */
export const categoryColours: Record<StatusRow['category'], string> = {
  open: 'var(--s6)',
  in_progress: 'var(--s2)',
  waiting_customer: 'var(--s3)',
  waiting_area: 'var(--s1)',
  to_validate: 'var(--s5)',
  closed: 'var(--s4)',
  ignored: 'var(--line-control)',
};

const none: StatusRow[] = [];

/** The statuses in order, and the label of each by its key in the reader's language; nothing until they are known. */
export function useStatuses(): { statuses: StatusRow[]; labelOf: (key: string) => string } {
  const { language } = useTranslation();
  const { data, isPending } = useQuery(statusesQuery);
  const statuses = data ?? none;
  const labelOf = (key: string) =>
    statuses.find((status) => status.key === key)?.labels[language] ?? (isPending ? '' : key);
  return { statuses, labelOf };
}
