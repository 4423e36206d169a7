import { advisePriority, type PriorityAdvice } from '@ventanilla/contracts/priority.rules';
import type { Classification, TicketDetail } from '@ventanilla/web';
import { useClassification } from '../../../shared/classification/classification.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useClassify } from './use-classify.ts';

export type Priority = Classification['priorities'][number];

const hourMs = 3_600_000;

/** The priorities in use, what type and hour suggest of them, and the way to set one. */
export function usePriority(detail: TicketDetail): {
  priorities: Priority[];
  advice: PriorityAdvice;
  set(key: string | null, reason?: string): Promise<boolean>;
} {
  const { t } = useTranslation('classify');
  const { now } = useFormat();
  const { definitions, nameOf } = useClassification();
  const classify = useClassify(detail);
  const { typeKey, priorityKey, dueAt } = detail.classification;
  const priorities = definitions.priorities.filter(({ active }) => active);
  const dueInHours = dueAt === null ? null : (Date.parse(dueAt) - now.getTime()) / hourMs;
  const advice = advisePriority({ typeKey, wanted: null, dueInHours }, priorities);
  const set = async (key: string | null, reason?: string) => {
    if (key === priorityKey) return true;
    const priority = definitions.priorities.find((one) => one.key === key);
    const name = nameOf(priority);
    return classify({
      asked: { priorityKey: key, ...(reason === undefined ? {} : { priorityReason: reason }) },
      back: { priorityKey },
      foreseen: { priorityKey: key },
      card: { priority: priority ? { key: priority.key, name, colour: priority.colour } : null },
      what: priority ? name : t('noPriority'),
    });
  };
  return { priorities, advice, set };
}
