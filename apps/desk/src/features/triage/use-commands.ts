import { useQueryClient } from '@tanstack/react-query';
import type { TriageItem, TriageOutcome } from '@ventanilla/contracts/triage';
import { type Classification, type TicketCard, ticketNumber } from '@ventanilla/web';
import { useClassification } from '../../shared/classification/classification.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';
import { requestClassify } from '../../shared/tickets/classify-request.ts';
import { foresee } from '../../shared/tickets/foresight.ts';
import { ticketQuery } from '../../shared/tickets/ticket-query.ts';
import { takeBack, ticketRequests } from '../../shared/tickets/ticket-requests.ts';
import type { Advice, Priority } from './use-advice.ts';
import type { Part, Steps } from './use-steps.ts';

type Person = { id: string; name: string };
type Type = Classification['types'][number];

/** What is done with the ticket in focus. One that has somebody and a priority is settled, and the next one comes. */
export function useCommands({ steps, advice }: { steps: Steps; advice: Advice }) {
  const { t } = useTranslation('triage');
  const { nameOf } = useClassification();
  const queryClient = useQueryClient();
  const me = useMe().agent;

  const priorityPart = ({ card }: TriageItem, priority: Priority, reason?: string): Part => ({
    said: nameOf(priority),
    foreseen: { priority: { key: priority.key, name: nameOf(priority), colour: priority.colour } },
    request: () =>
      requestClassify(card.id, {
        priorityKey: priority.key,
        ...(reason === undefined ? {} : { priorityReason: reason }),
      }),
    back: () => requestClassify(card.id, { priorityKey: card.priority?.key ?? null }),
  });
  const ownerPart = ({ card }: TriageItem, to: Person): Part => {
    const requests = ticketRequests(card.id);
    const isTake = to.id === me.id && card.owner === null && card.can.includes('take');
    const part: Part = {
      said: to.name,
      foreseen: { owner: foresee.assign(card, to).owner },
      request: () => (isTake ? requests.take() : requests.assign(to.id)),
      back: (after) => takeBack({ before: card, after, meId: me.id }),
    };
    return { ...part, anyway: { ...part, request: () => requests.assign(to.id, true) } };
  };
  const end = (item: TriageItem, outcome: TriageOutcome, parts: readonly Part[] = []) =>
    steps.run({
      item,
      parts,
      outcome,
      said: t(`done.${outcome}`, { number: ticketNumber(item.card.number) }),
    });
  /** Where nothing is missing any more the ticket is settled. */
  const set = (item: TriageItem, part: Part, said: string) => {
    const after: TicketCard = { ...item.card, ...part.foreseen };
    const isWhole = after.owner !== null && after.priority !== null;
    steps.run({ item, parts: [part], said, ...(isWhole ? { outcome: 'settled' as const } : {}) });
  };
  return {
    setPriority: (item: TriageItem, priority: Priority, reason?: string) =>
      set(
        item,
        priorityPart(item, priority, reason),
        t('done.priority', { number: ticketNumber(item.card.number), name: nameOf(priority) }),
      ),
    assign: (item: TriageItem, to: Person) =>
      set(
        item,
        ownerPart(item, to),
        t('done.owner', { number: ticketNumber(item.card.number), name: to.name }),
      ),
    setType: (item: TriageItem, type: Type) => {
      const { card } = item;
      const before = queryClient.getQueryData(ticketQuery(card.id).queryKey)?.classification.typeKey ?? null;
      const part: Part = {
        said: nameOf(type),
        foreseen: {},
        request: () => requestClassify(card.id, { typeKey: type.key }),
        back: () => requestClassify(card.id, { typeKey: before }),
      };
      steps.run({
        item,
        parts: [part],
        said: t('done.type', { number: ticketNumber(card.number), name: nameOf(type) }),
      });
    },
    /** What is suggested for what is missing; where nothing is, it is fine as it is. */
    accept: (item: TriageItem) => {
      const { can } = item.card;
      end(item, 'settled', [
        ...(advice.priority && can.includes('classify') ? [priorityPart(item, advice.priority)] : []),
        ...(advice.owner && can.includes('assign') ? [ownerPart(item, advice.owner)] : []),
      ]);
    },
    skip: (item: TriageItem) => end(item, 'skipped'),
    answered: (item: TriageItem) => end(item, 'answered'),
  };
}
