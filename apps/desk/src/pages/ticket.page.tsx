import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { preloadEditor } from '../features/ticket/composer/editor/load-editor.ts';
import { TicketView } from '../features/ticket/ticket-view.tsx';
import { isAtTicket, listPlace } from '../shared/list-place.ts';
import { ticketSource } from '../shared/tickets/ticket-source.ts';

const route = getRouteApi('/frame/tickets/$ticketId');

// This page's code comes when a card is pointed at; the editor's follows while the browser is idle.
preloadEditor();

/** How long the board is given to draw the card again, in frames of the screen. */
const framesMax = 60;

/** The focus goes back to the card or row that the ticket was opened from, once its list is there. */
function focusCard(ticketId: string, frames = framesMax): void {
  const id = CSS.escape(ticketId);
  const card = document.querySelector<HTMLElement>(`[data-card="${id}"], [data-spam="${id}"] [data-result]`);
  if (card) card.focus();
  else if (frames > 0) requestAnimationFrame(() => focusCard(ticketId, frames - 1));
}

/** The page of one ticket; loaded when the first one is opened or a card is hovered. */
export function TicketPage() {
  const { ticketId } = route.useParams();
  const { column, tab, message } = route.useSearch();
  const navigate = useNavigate();
  const { history } = useRouter();
  const [source] = useState(ticketSource.read);
  // Back leads to the list, and on through it, only while one came from there.
  useEffect(
    () => () => {
      if (isAtTicket()) return;
      ticketSource.keep(null);
      if (window.location.pathname !== '/list') listPlace.keep(null);
    },
    [],
  );
  /** Another place within the same ticket; it is no step that «back» should return to. */
  const replace = (search: ReturnType<typeof route.useSearch>) =>
    void navigate({ to: '/tickets/$ticketId', params: { ticketId }, search, replace: true });
  return (
    <TicketView
      key={ticketId}
      ticketId={ticketId}
      column={column}
      source={source}
      place={{ tab: tab ?? 'conversation', messageId: message ?? null }}
      onPlace={({ tab: next, messageId }) =>
        replace({
          column,
          tab: next === 'conversation' ? undefined : next,
          message: messageId ?? undefined,
        })
      }
      onBack={() => {
        const list = listPlace.read();
        if (!list) return void navigate({ to: '/' }).then(() => focusCard(ticketId));
        history.push(list.href);
        focusCard(ticketId);
      }}
      onSpam={() => void navigate({ to: '/spam' }).then(() => focusCard(ticketId))}
      onOpen={(id, from) =>
        void navigate({
          to: '/tickets/$ticketId',
          params: { ticketId: id },
          search: from.kind === 'builtIn' ? { column: from.column } : {},
        })
      }
      onColumn={(from) => replace({ column: from, tab, message })}
    />
  );
}
