import type { TriageItem } from '@ventanilla/contracts/triage';
import type { TriagePlacement } from '@ventanilla/contracts/triage.rules';
import { type Classification, ticketNumber } from '@ventanilla/web';
import { useState } from 'react';
import { useClassification } from '../../shared/classification/classification.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyProblem, notifyUndoable } from '../../shared/notify.tsx';
import { roundRequests } from './triage.queries.ts';
import { type Priority, useAdvice } from './use-advice.ts';
import { useAnswers } from './use-answers.ts';
import { useCommands } from './use-commands.ts';
import { useQueue } from './use-queue.ts';
import { useSteps } from './use-steps.ts';
import { useTriageKeys } from './use-triage-keys.ts';

type Layer =
  | { kind: 'how' | 'disagree' | 'assign' | 'type' }
  | { kind: 'reason'; name: string; save(reason: string): void };

/** Everything about the round: the queue, the ticket in focus, and what is done with it. */
export function useTriage(departmentId: string | undefined) {
  const { t } = useTranslation('triage');
  const { nameOf } = useClassification();
  const queue = useQueue(departmentId);
  const { data } = queue.query;
  const isPaused = data?.round.pausedAt !== null;
  const { focus, at, look, move, release, answers, answer, answerNoMore } = useAnswers(data?.items ?? []);
  const advice = useAdvice(focus);
  const steps = useSteps({ queue, onBack: look });
  const commands = useCommands({ steps, advice });
  const [layer, setLayer] = useState<Layer | null>(null);

  const close = () => {
    setLayer(null);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-focus]')?.focus());
  };
  /** Does it with the ticket in focus; what comes next is whatever is first then. */
  const withFocus = (run: (item: TriageItem) => void) => {
    if (!focus || isPaused) return;
    run(focus);
    answerNoMore();
  };
  const goOn = (run: (item: TriageItem) => void) =>
    withFocus((item) => {
      run(item);
      release();
    });
  const setPriority = (priority: Priority) => {
    if (advice.fits(priority)) return withFocus((item) => commands.setPriority(item, priority));
    const save = (reason: string) => {
      close();
      withFocus((item) => commands.setPriority(item, priority, reason));
    };
    setLayer({ kind: 'reason', name: nameOf(priority), save });
  };
  const togglePause = () => {
    if (!data) return;
    const pausedAt = data.round.pausedAt === null ? readNow().toISOString() : null;
    answerNoMore();
    queue.change((known) => ({ ...known, round: { ...known.round, pausedAt } }));
    void queue.send(() => roundRequests.pause(pausedAt !== null).catch(notifyProblem));
  };
  const disagree = (placement: TriagePlacement, reason: string) => {
    close();
    if (!focus) return;
    const { id, card } = focus;
    const tell = () =>
      notifyUndoable(
        t('disagree.done', { number: ticketNumber(card.number), where: t(`disagree.${placement}`) }),
        {
          label: t('actions.undo'),
          run: () => void queue.send(() => roundRequests.agreeAgain(id).catch(notifyProblem)),
        },
      );
    release();
    void queue.send(() => roundRequests.disagree(id, { placement, reason }).then(tell).catch(notifyProblem));
  };
  /** What was done comes back to be looked at again. */
  const bringBack = (ticketId: string) =>
    void queue.send(() => roundRequests.takeStepBack(ticketId).catch(notifyProblem));
  const desk = {
    queue,
    focus,
    at,
    advice,
    answers,
    layer,
    look,
    close,
    togglePause,
    setPriority,
    disagree,
    bringBack,
    open: setLayer,
    assign: (to: { id: string; name: string }) => {
      close();
      withFocus((item) => commands.assign(item, to));
    },
    setType: (type: Classification['types'][number]) => {
      close();
      withFocus((item) => commands.setType(item, type));
    },
    skip: () => goOn(commands.skip),
    answer,
    sent: () => goOn(commands.answered),
  };
  useTriageKeys({
    can: focus && !isPaused ? focus.card.can : null,
    advice,
    onPriority: setPriority,
    onAssign: () => setLayer({ kind: 'assign' }),
    onType: () => setLayer({ kind: 'type' }),
    onSkip: desk.skip,
    onAnswer: desk.answer,
    onAccept: () => goOn(commands.accept),
    onUndo: steps.undo,
    onDisagree: () => setLayer({ kind: 'disagree' }),
    onMove: move,
    onPause: togglePause,
  });
  return desk;
}

export type TriageDesk = ReturnType<typeof useTriage>;
