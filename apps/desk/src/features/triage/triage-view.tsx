import { Button } from '@mantine/core';
import { CircleCheck, Pause } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { openLayer } from '../../shared/actions/desk-layer.ts';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { AgesStrip } from './ages-strip.tsx';
import { FocusCard } from './focus-card.tsx';
import { KeyBar, KeyHints } from './key-bar.tsx';
import { QueueSide } from './queue-side.tsx';
import classes from './triage.module.css';
import { TriageTop } from './triage-top.tsx';
import { type TriageDesk, useTriage } from './use-triage.ts';

const HowDialog = lazyPart(async () => ({ default: (await import('./how-dialog.tsx')).HowDialog }));
const DisagreeDialog = lazyPart(async () => ({
  default: (await import('./disagree-dialog.tsx')).DisagreeDialog,
}));
const TriageMenu = lazyPart(async () => ({ default: (await import('./triage-menu.tsx')).TriageMenu }));
const ReasonDialog = lazyPart(async () => ({
  default: (await import('../../shared/tickets/reason-dialog.tsx')).ReasonDialog,
}));

export interface ReadingProps {
  ticketId: string;
  /** Grows each time somebody wants to answer. */
  answers: number;
  onSent(): void;
}

interface TriageViewProps {
  departmentId: string | undefined;
  places: ReactNode;
  choice: ReactNode;
  /** The messages of the ticket in focus, and where it is answered. */
  reading(props: ReadingProps): ReactNode;
  onList(text: string): void;
  onBoard(): void;
}

/** One ticket after the other, in one queue, with the reason of each place. */
export function TriageView(props: TriageViewProps) {
  const { t } = useTranslation('triage');
  const desk = useTriage(props.departmentId);
  const { queue } = desk;
  const { data, error, isPending, refetch } = queue.query;
  const isSlow = useDelayed(isPending);
  return (
    <>
      <TriageTop queue={data} places={props.places} choice={props.choice} onPause={desk.togglePause} />
      <div className={classes.triage}>
        <section className={classes.main} aria-label={t('title')} aria-busy={isPending}>
          <AgesStrip departmentId={props.departmentId} onList={props.onList} />
          {isSlow ? <SkeletonLines widths={[40, 80, 60]} /> : null}
          {error && !data ? <FailedState error={error} onRetry={() => void refetch()} /> : null}
          {data ? <Middle desk={desk} {...props} /> : null}
        </section>
        {data ? (
          <QueueSide
            queue={data}
            focusId={desk.focus?.id ?? null}
            onLook={desk.look}
            onHow={() => desk.open({ kind: 'how' })}
            onBringBack={desk.bringBack}
          />
        ) : null}
      </div>
      <Suspense>
        <Layers desk={desk} />
      </Suspense>
    </>
  );
}

function Middle({ desk, reading, onBoard }: TriageViewProps & { desk: TriageDesk }) {
  const { t } = useTranslation('triage');
  const { focus, advice, at } = desk;
  const { round, count, items } = desk.queue.query.data!;
  if (round.pausedAt !== null) {
    const all = round.doneCount + count.value;
    return (
      <div className={classes.state}>
        <EmptyState
          icon={<Pause />}
          tone="accent"
          title={t('pausedTitle')}
          text={t('pausedText', { done: round.doneCount, all })}
        >
          <Button size="xs" autoFocus onClick={desk.togglePause}>
            {t('resume')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  if (!focus) {
    return (
      <div className={classes.state}>
        <EmptyState
          icon={<CircleCheck />}
          tone="verde"
          title={t('empty.title')}
          text={[round.doneCount > 0 ? t('empty.done', { count: round.doneCount }) : '', t('empty.text')]
            .filter(Boolean)
            .join(' ')}
        >
          <Button size="xs" variant="default" onClick={onBoard}>
            {t('empty.board')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <FocusCard
        key={focus.id}
        item={focus}
        isFirst={at === 0}
        advice={advice}
        onDisagree={() => desk.open({ kind: 'disagree' })}
      >
        {reading({ ticketId: focus.id, answers: desk.answers, onSent: desk.sent })}
      </FocusCard>
      <KeyBar
        item={focus}
        advice={advice}
        nextPlace={items.length > 1 ? round.doneCount + 2 : null}
        onPriority={desk.setPriority}
        onAssign={() => desk.open({ kind: 'assign' })}
        onSkip={desk.skip}
        onAnswer={desk.answer}
      />
      <KeyHints advice={advice} onKeys={() => openLayer('keys')} />
    </>
  );
}

/** What opens over the round. */
function Layers({ desk }: { desk: TriageDesk }) {
  const { layer, focus, close } = desk;
  const data = desk.queue.query.data;
  if (!layer || !data) return null;
  if (layer.kind === 'how') return <HowDialog item={focus} weights={data.weights} onClose={close} />;
  if (!focus) return null;
  switch (layer.kind) {
    case 'disagree':
      return <DisagreeDialog item={focus} onClose={close} onMove={desk.disagree} />;
    case 'reason':
      return <ReasonDialog name={layer.name} onClose={close} onSave={layer.save} />;
    case 'assign':
    case 'type':
      return (
        <TriageMenu
          kind={layer.kind}
          item={focus}
          advice={desk.advice}
          opener={document.querySelector<HTMLElement>('[data-menu="assign"]') ?? document.body}
          onClose={close}
          onAssign={desk.assign}
          onType={desk.setType}
        />
      );
  }
}
