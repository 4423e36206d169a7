import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { dataOf, type LiveNoticesFrame, type Notification } from '@ventanilla/web';
import { useEffect, useEffectEvent, useRef } from 'react';
import { openLayer } from '../../shared/actions/desk-layer.ts';
import { api } from '../../shared/api/api.ts';
import { useFormat } from '../../shared/hooks/use-format.ts';
import { useLatest } from '../../shared/hooks/use-latest.ts';
import { readNow } from '../../shared/hooks/use-now.ts';
import { loadPhrases } from '../../shared/i18n/page-phrases.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { liveHub } from '../../shared/live/live-hub.ts';
import { desktopLeave, showDesktopNotice } from '../../shared/notices/desktop-notice.ts';
import { inOneTab } from '../../shared/notices/one-tab.ts';
import { whyQuiet } from '../../shared/notices/quiet.ts';
import { canSound, playSound } from '../../shared/notices/sound.ts';
import { unreadQuery } from '../../shared/notices/unread.queries.ts';
import { useMe } from '../../shared/session/session.ts';
import { wordsOf } from './notice-words.ts';
import { readNewest } from './notifications.queries.ts';

/** The board tells of these by itself, with the sound of their column. */
const toldByBoard: ReadonlySet<Notification['kind']> = new Set(['assigned', 'answered']);

const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus();

/** Keeps the bell's count, reads the notices of the ticket that is looked at, and sounds for what no column tells. */
export function NoticeWatch() {
  const queryClient = useQueryClient();
  const readOpenTicket = useReadingOpenTicket();
  const tell = useTelling();
  const refresh = useEffectEvent(() => void queryClient.invalidateQueries({ queryKey: ['notifications'] }));
  const onNotices = useEffectEvent(({ added }: LiveNoticesFrame) => {
    refresh();
    if (added.length > 0) readOpenTicket();
    const kinds = added.filter((kind) => !toldByBoard.has(kind));
    if (kinds.length > 0) void tell(kinds);
  });
  useEffect(() => {
    refresh();
    return liveHub.listen({
      onNotices: (frame) => onNotices(frame),
      onResync: () => refresh(),
      onTickets: ({ gone }) => {
        if (gone.length > 0) refresh();
      },
    });
  }, []);
  return null;
}

/**
 * The notices of a ticket are read as it is opened, and as they come while it is looked at; what somebody marks as
 * unread beside it stays so. Answers how to look again.
 */
function useReadingOpenTicket(): () => void {
  const queryClient = useQueryClient();
  const { ticketId } = useParams({ strict: false });
  // Something came while nobody looked.
  const waits = useRef(false);
  const look = useLatest(() => {
    waits.current = ticketId !== undefined && !isLookedAt();
    // What could not be marked now is marked when the ticket is opened again.
    if (ticketId && !waits.current) void readTicket(ticketId, queryClient).catch(() => undefined);
  });
  useEffect(() => look.current(), [ticketId, look]);
  useEffect(() => {
    const onFocus = () => {
      if (waits.current) look.current();
    };
    addEventListener('focus', onFocus);
    return () => removeEventListener('focus', onFocus);
  }, [look]);
  return () => look.current();
}

async function readTicket(ticketId: string, queryClient: QueryClient): Promise<void> {
  const { count, unread } = await dataOf(api.POST('/api/v1/notifications/read', { body: { ticketId } }));
  if (count === 0) return;
  queryClient.setQueryData(unreadQuery.queryKey, unread);
  await queryClient.invalidateQueries({ queryKey: ['notifications', 'list'] });
}

/** Sounds in one tab and shows a notice of the computer where nobody looks, as was chosen for each kind. */
function useTelling() {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const navigate = useNavigate();
  const { preferences, timeZone } = useMe();
  const { notices, sounds, desktopNotices } = preferences;

  return async (kinds: readonly Notification['kind'][]) => {
    if (whyQuiet(notices, { now: readNow(), timeZone })) return;
    const heard = kinds.filter((kind) => sounds && notices.kinds[kind].sound);
    const shown = kinds.filter((kind) => desktopNotices && notices.kinds[kind].desktop);
    if (heard.length + shown.length === 0) return;
    const lines = (await readNewest()).filter(({ kind, readAt }) => readAt === null && kinds.includes(kind));
    const keyOf = ({ id, at }: Notification) => `${id}@${at}`;
    const audible = lines.filter(({ kind }) => heard.includes(kind));
    if (audible.length > 0 && canSound())
      void inOneTab('sound', audible.map(keyOf), () => playSound('notice'));
    if (isLookedAt() || desktopLeave() !== 'granted') return;
    const visible = lines.filter(({ kind }) => shown.includes(kind));
    await loadPhrases('notifications');
    void inOneTab('desktop', visible.map(keyOf), (keys) => {
      const line = visible.find((one) => keys.includes(keyOf(one)));
      if (!line) return;
      const { what, about } = wordsOf(line, t, format);
      showDesktopNotice({
        tag: line.id,
        title: what,
        text: about,
        onClick: () =>
          line.ticket
            ? void navigate({ to: '/tickets/$ticketId', params: { ticketId: line.ticket.id } })
            : line.duty
              ? void navigate({ to: '/routines' })
              : openLayer('notices'),
      });
    });
  };
}
