import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type BoardColumnKey, isProblem } from '@ventanilla/web';
import { SearchX } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { EmptyState } from '../../shared/components/empty-state.tsx';
import { FailedState } from '../../shared/components/failed-state.tsx';
import { SkeletonLines } from '../../shared/components/skeleton.tsx';
import { useDelayed } from '../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import type { TicketSource } from '../../shared/tickets/ticket-source.ts';
import { Neighbours } from './neighbours/neighbours.tsx';
import { ticketQuery } from './ticket.queries.ts';
import { TicketDesk } from './ticket-desk.tsx';
import type { TicketPlace } from './ticket-place.ts';
import { useTicketLive } from './use-ticket-live.ts';
import classes from './view.module.css';

interface TicketViewProps {
  ticketId: string;
  /** The column of the board that one came from; where nobody said, the one that the ticket stands in. */
  column?: BoardColumnKey | undefined;
  /** The column of one's own or the list that one came from instead; null: none. */
  source: TicketSource | null;
  place: TicketPlace;
  onPlace: (place: TicketPlace) => void;
  onBack: () => void;
  /** To the list of what was taken for spam. */
  onSpam: () => void;
  onOpen: (ticketId: string, source: TicketSource) => void;
  /** Told once where nobody said which column: it stays while the ticket moves on. */
  onColumn: (column: BoardColumnKey) => void;
}

/** One ticket whole: conversation, notes, answer, data and history. */
export function TicketView(props: TicketViewProps) {
  const { ticketId, column, onBack, onOpen, onColumn } = props;
  const { t } = useTranslation(['ticket', 'desk']);
  const { data: detail, error, isPending, refetch } = useQuery(ticketQuery(ticketId));
  const isSlow = useDelayed(isPending);
  useTicketLive(ticketId);
  const stage = detail?.ticket.stage;
  const from = column ?? (stage === 'answered' || stage === 'your_turn' ? stage : 'new');
  const source: TicketSource = props.source ?? { kind: 'builtIn', column: from };
  const isKnown = props.source !== null || column !== undefined || detail === undefined;
  const tellColumn = useEffectEvent(() => onColumn(from));
  useEffect(() => {
    if (!isKnown) tellColumn();
  }, [isKnown]);

  if (detail) {
    return (
      <TicketDesk
        detail={detail}
        source={source}
        place={props.place}
        onPlace={props.onPlace}
        onBack={onBack}
        onSpam={props.onSpam}
        onOpen={(id) => onOpen(id, source)}
      />
    );
  }
  return (
    <div className={classes.layout}>
      <Neighbours className={classes.neighbours} source={source} ticketId={ticketId} onBack={onBack} />
      <div className={classes.middle} aria-busy={isPending}>
        {isSlow ? (
          <div className={classes.skeleton}>
            <SkeletonLines widths={[30, 62, 44]} />
            <SkeletonLines widths={[24, 88, 70]} />
            <SkeletonLines widths={[24, 80, 52]} />
          </div>
        ) : null}
        {error ? (
          <div className={classes.state}>
            {isProblem(error, 'tickets.not_found') || isProblem(error, 'http.invalid_request') ? (
              <EmptyState icon={<SearchX />} title={t('notFound.title')} text={t('notFound.text')}>
                <Button size="xs" variant="default" onClick={onBack}>
                  {t('desk:states.toBoard')}
                </Button>
              </EmptyState>
            ) : (
              <FailedState error={error} title={t('failedTitle')} onRetry={() => void refetch()} />
            )}
          </div>
        ) : null}
      </div>
    </div>
  );
}
