import { useQuery } from '@tanstack/react-query';
import { advisePriority } from '@ventanilla/contracts/priority.rules';
import type { OwnerAdvice, TriageItem } from '@ventanilla/contracts/triage';
import { type Classification, ticketNumber } from '@ventanilla/web';
import { useClassification } from '../../shared/classification/classification.ts';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { ticketQuery } from '../../shared/tickets/ticket-query.ts';
import { ownerAdviceQuery } from './triage.queries.ts';

export type Priority = Classification['priorities'][number];

export interface Advice {
  /** Those in use, the most urgent first: the order of the keys. */
  priorities: readonly Priority[];
  /** What type and hour suggest where nobody has said. */
  priority: Priority | null;
  /** Whether it may be set without saying why. */
  fits(priority: Priority): boolean;
  /** Where nobody has it. */
  owner: { id: string; name: string; why: string } | null;
}

const hourMs = 3_600_000;

/** What the product proposes for a ticket, and why. */
export function useAdvice(item: TriageItem | null): Advice {
  const { t } = useTranslation('triage');
  const { definitions } = useClassification();
  const { now } = useFormat();
  const id = item?.id ?? '';
  const { data: detail } = useQuery({ ...ticketQuery(id), enabled: item !== null });
  const isNobodys = item !== null && item.card.owner === null;
  const { data: owner } = useQuery({ ...ownerAdviceQuery(id), enabled: isNobodys });
  const calmFirst = definitions.priorities.filter(({ active }) => active);
  const said = detail?.classification;
  const advice = advisePriority(
    {
      typeKey: said?.typeKey ?? null,
      wanted: null,
      dueInHours: said?.dueAt ? (Date.parse(said.dueAt) - now.getTime()) / hourMs : null,
    },
    calmFirst,
  );
  const why = (one: OwnerAdvice) =>
    one.why === 'fewest_open'
      ? t('why.fewest_open', { count: one.openCount ?? 0 })
      : t(`why.${one.why}`, { number: ticketNumber(one.ticketNumber ?? 0) });
  return {
    priorities: calmFirst.toReversed(),
    priority:
      item === null || item.card.priority !== null
        ? null
        : (calmFirst.find(({ key }) => key === advice.suggested) ?? null),
    // Until the ticket is here the server says whether it wants a reason.
    fits: ({ key }) => said === undefined || advice.fitting.includes(key),
    owner: isNobodys && owner ? { id: owner.id, name: owner.name, why: why(owner) } : null,
  };
}
