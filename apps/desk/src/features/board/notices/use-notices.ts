import { useNavigate, useRouterState } from '@tanstack/react-router';
import { ticketNumber } from '@ventanilla/web';
import { useEffect, useEffectEvent } from 'react';
import { readNow } from '../../../shared/hooks/use-now.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { desktopLeave, showDesktopNotice } from '../../../shared/notices/desktop-notice.ts';
import { inOneTab, markTold, notTold } from '../../../shared/notices/one-tab.ts';
import { whyQuiet } from '../../../shared/notices/quiet.ts';
import { canSound, playSound, prepareSound, unlockSound } from '../../../shared/notices/sound.ts';
import { useMe } from '../../../shared/session/session.ts';
import { type ColumnPlace, placeKey } from '../board.rules.ts';
import { isMuted, openMutes } from './mutes.ts';
import { noticeHub } from './notice-hub.ts';
import { holdsFor, tells, wants } from './notice-settings.ts';
import type { Notice } from './notices.rules.ts';
import { clearToasts, dismissToast, showNotices } from './toast-store.ts';

/** How long a tab in the background waits for one in front to say that it shows the notice, in ms. */
const inFrontMs = 300;

const builtInPlaces = (['new', 'answered', 'your_turn'] as const).map((key) => ({ id: key, key }));
const keyOf = ({ key }: Notice) => key;
const isInFront = () => document.visibilityState === 'visible' && document.hasFocus();

/**
 * Tells of what others do, on every page: a toast where somebody looks, a sound in one tab, a notice of the computer
 * where nobody looks. Nothing for what is muted, nor for the ticket that is open in front.
 */
export function useNotices(): void {
  const { t } = useTranslation('notices');
  const { agent, preferences, timeZone } = useMe();
  const navigate = useNavigate();
  const openTicket = useRouterState({
    select: ({ location }) => /^\/tickets\/([\w-]{36})$/.exec(location.pathname)?.[1] ?? null,
  });
  const sounds = [
    ...builtInPlaces,
    ...Object.keys(preferences.ownColumns).map((id) => ({ id, key: null })),
  ].some((place) => holdsFor(preferences, place).sound);

  const tell = useEffectEvent((all: readonly Notice[]) => {
    const heard = all
      .filter(({ ticketId }) => !isMuted({ ticketId }) && !(isInFront() && ticketId === openTicket))
      .map((notice) => ({ ...notice, places: notice.places.filter(isHeard) }))
      .filter(({ places }) => places.length > 0);
    if (heard.length === 0) return;
    if (document.visibilityState === 'visible') showNotices(heard);
    const keys = heard.map(keyOf);
    if (isInFront()) markTold('front', keys);
    if (whyQuiet(preferences.notices, { now: readNow(), timeZone })) return;
    sound(heard);
    setTimeout(() => desktop(heard), inFrontMs);
  });

  function isHeard(place: ColumnPlace) {
    return tells(preferences, place) && !isMuted({ column: placeKey(place) });
  }

  function sound(notices: readonly Notice[]) {
    const audible = notices.filter((notice) => wants(preferences, notice).sound);
    if (audible.length === 0 || !canSound()) return;
    void inOneTab('sound', audible.map(keyOf), (keys) => {
      const first = audible.find((notice) => keys.includes(keyOf(notice)));
      if (first) playSound(first.places.find((place) => holdsFor(preferences, place).sound)?.key ?? 'notice');
    });
  }

  function desktop(notices: readonly Notice[]) {
    if (isInFront() || desktopLeave() !== 'granted') return;
    const wanted = notices.filter((notice) => wants(preferences, notice).desktop);
    const keys = notTold('front', wanted.map(keyOf));
    if (keys.length === 0) return;
    void inOneTab('desktop', keys, (fresh) => {
      const told = wanted.filter((notice) => fresh.includes(keyOf(notice)));
      const [first] = told;
      if (!first) return;
      const isOne = told.length === 1;
      showDesktopNotice({
        tag: isOne ? first.ticketId : 'ventanilla',
        title: isOne ? titleOf(first) : t('groupTitle', { count: told.length }),
        text: isOne ? first.text : told.map(titleOf).slice(0, 3).join('\n'),
        onClick: () =>
          isOne
            ? void navigate({ to: '/tickets/$ticketId', params: { ticketId: first.ticketId } })
            : void navigate({ to: '/' }),
      });
    });
  }

  const titleOf = ({ kind, name, number }: Notice) => t(kind, { name, number: ticketNumber(number) });

  useEffect(() => noticeHub.listen((notices) => tell(notices)), []);
  useEffect(() => openMutes(agent.id), [agent.id]);
  useEffect(() => clearToasts, [agent.id]);
  useEffect(() => {
    if (openTicket) dismissToast(openTicket);
  }, [openTicket]);
  useEffect(() => {
    if (!sounds) return undefined;
    prepareSound();
    // The first touch of the page is the leave that browsers ask for.
    const unlock = () => void unlockSound();
    addEventListener('pointerdown', unlock, { once: true });
    addEventListener('keydown', unlock, { once: true });
    return () => {
      removeEventListener('pointerdown', unlock);
      removeEventListener('keydown', unlock);
    };
  }, [sounds]);
}
