import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { currentActions } from '../../../shared/actions/actions.ts';
import { closeLayer } from '../../../shared/actions/desk-layer.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { notifyFailed } from '../../../shared/notify.tsx';
import { useMe } from '../../../shared/session/session.ts';
import { readRecent } from '../recent-tickets.ts';
import { quickSearchQuery, recentQuery, type TicketsOf } from '../search.queries.ts';
import { itemsOf, type PaletteItem, paletteSections, searchedText, stepFrom } from './palette.rules.ts';

/** How the page of results is told whose tickets it is to show. */
const ofKind = { person: 'requester', organization: 'organization' } as const;

/** How long typing rests before it is searched for, in ms. */
const debounceMs = 120;

/** What was typed, what it finds, which item has the mark, and what Enter does. */
export function usePalette() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { agent } = useMe();
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState<string | null>(null);
  // Under the palette the screen rests: what it could do when it was opened, it can do still.
  const [actions] = useState(currentActions);
  const [recentIds] = useState(() => readRecent(agent.id));
  const text = searchedText(typed);
  const [settled] = useDebouncedValue(text, debounceMs);
  const recent = useQuery(recentQuery(recentIds));
  const search = useQuery({ ...quickSearchQuery(settled), placeholderData: keepPreviousData });
  const answer = text === '' || settled === '' ? undefined : search.data;
  const sections = paletteSections({
    typed,
    actions,
    recent: recent.data ?? [],
    found: answer?.items ?? [],
    people: answer?.people ?? [],
    organizations: answer?.organizations ?? [],
  });
  const items = itemsOf(sections);
  const active = items.find(({ key }) => key === marked) ?? items[0] ?? null;
  const isBehind = text !== '' && (settled !== text || search.isFetching);

  const showAll = () => {
    closeLayer(() => void navigate({ to: '/search', search: text ? { q: text } : {} }));
  };
  const showTicketsOf = (of: TicketsOf) => closeLayer(() => void navigate({ to: '/search', search: of }));
  const choose = (item: PaletteItem) => {
    if (item.kind === 'all') return showAll();
    if (item.kind === 'action') return closeLayer(() => void item.action.run?.());
    if (item.kind !== 'ticket') return showTicketsOf({ [ofKind[item.kind]]: item.key });
    const { id, match } = item.ticket;
    return closeLayer(
      () =>
        void navigate({
          to: '/tickets/$ticketId',
          params: { ticketId: id },
          search: match ? { message: match.messageId } : {},
        }),
    );
  };
  /** Whoever types a number and presses Enter at once means that number, not what was on screen. */
  const enter = async () => {
    const isActionNamed = active?.kind === 'action' && sections[0]?.key !== 'tickets' && items[0] === active;
    if (!isBehind || marked !== null || isActionNamed) return active ? choose(active) : undefined;
    try {
      const { items: found, ...named } = await queryClient.fetchQuery(quickSearchQuery(text));
      const first = itemsOf(paletteSections({ typed, actions, recent: [], found, ...named }))[0];
      return first ? choose(first) : setMarked(null);
    } catch (error) {
      return notifyFailed(problemText(error));
    }
  };
  return {
    typed,
    type(value: string) {
      setTyped(value);
      setMarked(null);
    },
    typeMore: (more: string) => setTyped((before) => before + more),
    sections,
    active,
    move: (step: number) => setMarked(stepFrom(items, active?.key ?? null, step)),
    mark: setMarked,
    choose,
    enter,
    showAll,
    text,
    count: items.filter(({ kind }) => kind !== 'all').length,
    total: answer?.total ?? null,
    state: search.isError ? 'failed' : isBehind ? 'searching' : 'settled',
  } as const;
}
