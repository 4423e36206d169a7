import { useQueryClient } from '@tanstack/react-query';
import type { TriageItem, TriageOutcome } from '@ventanilla/contracts/triage';
import { isProblem, type TicketCard, ticketNumber } from '@ventanilla/web';
import { useRef } from 'react';
import { problemText } from '../../shared/api/problem-text.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { noteOwnAction } from '../../shared/live/own-actions.ts';
import { notifyDone, notifyFailed } from '../../shared/notify.tsx';
import { offerAnyway } from '../../shared/tickets/offer-anyway.ts';
import { ticketQuery } from '../../shared/tickets/ticket-query.ts';
import { ChangedSince } from '../../shared/tickets/ticket-requests.ts';
import { withCard, withoutStep, withStep } from './queue.rules.ts';
import { roundRequests } from './triage.queries.ts';
import type { Queue } from './use-queue.ts';

/** One thing that is done to a ticket, and how it is taken back. */
export interface Part {
  said: string;
  foreseen: Partial<TicketCard>;
  request(): Promise<TicketCard>;
  back(after: TicketCard): Promise<TicketCard>;
  /** The same where the server refused it for a reason that whoever does it may set aside. */
  anyway?: Part;
}

export interface Step {
  item: TriageItem;
  parts: readonly Part[];
  /** The ticket is done, or put off; left out: it stays in focus. */
  outcome?: TriageOutcome;
  said: string;
}

interface Done {
  step: Step;
  place: number;
  /** Its card after the last of its parts; null: none has arrived, or there are none. */
  after: TicketCard | null;
  isFailed: boolean;
}

/** Does and undoes: at once on the screen, one after the other at the server, and back where it refuses. */
export function useSteps({ queue, onBack }: { queue: Queue; onBack(item: TriageItem): void }) {
  const { t } = useTranslation('triage');
  const queryClient = useQueryClient();
  const stack = useRef<Done[]>([]);
  const refreshTicket = (id: string) =>
    void queryClient.invalidateQueries({ queryKey: ticketQuery(id).queryKey });

  const restore = ({ step, place }: Done) => {
    const { item, outcome } = step;
    queue.change((known) =>
      outcome ? withoutStep(known, { item, outcome, place }) : withCard(known, item.id, item.card),
    );
  };
  const fail = (done: Done, error: unknown) => {
    done.isFailed = true;
    stack.current = stack.current.filter((one) => one !== done);
    restore(done);
    const isChanged = error instanceof ChangedSince || isProblem(error, 'tickets.stale_version');
    const detail = isChanged ? t('done.changedSince') : problemText(error);
    const say = (why: string) =>
      t('done.failed', { number: ticketNumber(done.step.item.card.number), detail: why });
    const parts = done.step.parts.map((part) => part.anyway ?? part);
    if (!offerAnyway(error, () => run({ ...done.step, parts }), say)) notifyFailed(say(detail));
  };

  const run = (step: Step) => {
    const { item, parts, outcome } = step;
    const done: Done = { step, place: 0, after: null, isFailed: false };
    stack.current.push(done);
    noteOwnAction(item.id);
    queue.change((known) => {
      done.place = known.items.findIndex(({ id }) => id === item.id);
      const foreseen = Object.assign({}, ...parts.map((part) => part.foreseen)) as Partial<TicketCard>;
      const changed = { ...item, card: { ...item.card, ...foreseen } };
      return outcome
        ? withStep(known, { item: changed, outcome, at: readNow().toISOString() })
        : withCard(known, item.id, foreseen);
    });
    void queue.send(async () => {
      try {
        for (const part of parts) done.after = await part.request();
        if (outcome) await roundRequests.step(item.id, outcome);
        if (!outcome && done.after) {
          const { after } = done;
          queue.change((known) => withCard(known, item.id, after));
        }
      } catch (error) {
        fail(done, error);
      }
      if (parts.length > 0) refreshTicket(item.id);
    });
  };

  /** Takes back what was done last. */
  const undo = () => {
    const done = stack.current.pop();
    if (!done) return notifyDone(t('done.nothingToUndo'));
    const { item, parts, outcome, said } = done.step;
    noteOwnAction(item.id);
    restore(done);
    onBack(item);
    void queue.send(async () => {
      if (done.isFailed) return;
      try {
        if (outcome) await roundRequests.takeStepBack(item.id);
        for (const part of parts.toReversed()) if (done.after) done.after = await part.back(done.after);
        notifyDone(t('done.undone', { what: said }));
      } catch (error) {
        notifyFailed(error instanceof ChangedSince ? t('done.changedSince') : problemText(error));
      }
      if (parts.length > 0) refreshTicket(item.id);
    });
  };
  return { run, undo };
}

export type Steps = ReturnType<typeof useSteps>;
