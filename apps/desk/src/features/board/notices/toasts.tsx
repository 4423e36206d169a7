import { useNavigate } from '@tanstack/react-router';
import { clockTime, ticketNumber } from '@ventanilla/web';
import { Inbox, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useActions } from '../../../shared/actions/use-actions.ts';
import { Avatar } from '../../../shared/components/avatar.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyUndoable } from '../../../shared/notify.tsx';
import { placeKey } from '../board.rules.ts';
import { useColumnName } from '../column-name.ts';
import { type Mutable, mute, unmute } from './mutes.ts';
import type { Notice, Toast } from './notices.rules.ts';
import { dismissToast, useToasts } from './toast-store.ts';
import classes from './toasts.module.css';
import { useNotices } from './use-notices.ts';

/** How long a toast stays while nobody points at it, in ms. */
const staysMs = 9_000;

/** What others just did, at the lower right; F8 leads there and Escape away. It never takes the focus by itself. */
export function Toasts() {
  const { t } = useTranslation('notices');
  useNotices();
  const toasts = useToasts();
  const region = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);
  useActions('everywhere', [
    {
      id: 'notices',
      name: t('goTo'),
      keys: ['F8'],
      enabled: toasts.length > 0,
      run: () => {
        before.current = document.activeElement;
        region.current?.querySelector('button')?.focus();
      },
    },
  ]);
  const goBack = () => {
    const target = before.current;
    if (target instanceof HTMLElement && target.isConnected) target.focus();
    else document.getElementById('content')?.focus({ preventScroll: true });
  };
  const dismiss = (id: string) => {
    const hadFocus = region.current?.contains(document.activeElement) ?? false;
    dismissToast(id);
    if (hadFocus) goBack();
  };
  return (
    <section
      ref={region}
      className={classes.region}
      aria-label={t('region')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') goBack();
      }}
    >
      <div role="status" aria-live="polite" className={classes.list}>
        {toasts.map((toast) =>
          toast.kind === 'one' ? (
            <OneToast key={toast.id} notice={toast.notice} onDismiss={() => dismiss(toast.id)} />
          ) : (
            <GroupToast key={toast.id} toast={toast} onDismiss={() => dismiss(toast.id)} />
          ),
        )}
      </div>
    </section>
  );
}

interface FrameProps {
  /** Starts the time anew when it changes. */
  stamp: string | number;
  icon: ReactNode;
  title: string;
  text: string;
  onDismiss(): void;
  children: ReactNode;
}

function ToastFrame({ stamp, icon, title, text, onDismiss, children }: FrameProps) {
  const { t } = useTranslation('notices');
  const [isHeld, setIsHeld] = useState(false);
  const dismiss = useRef(onDismiss);
  useEffect(() => {
    dismiss.current = onDismiss;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: further news starts the time anew
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => dismiss.current(), staysMs);
    return () => clearTimeout(timer);
  }, [isHeld, stamp]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it; its buttons do the rest
    <div
      className={classes.toast}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {icon}
      <div className={classes.body}>
        <div className={classes.head}>
          <b className={classes.title}>{title}</b>
          <span className={classes.time}>{t('now')}</span>
        </div>
        <p className={classes.text}>{text}</p>
        <div className={classes.actions}>{children}</div>
      </div>
      <button type="button" className={classes.close} aria-label={t('dismiss')} onClick={onDismiss}>
        <X size={14} strokeWidth={1.75} aria-hidden />
      </button>
    </div>
  );
}

function OneToast({ notice, onDismiss }: { notice: Notice; onDismiss(): void }) {
  const { t } = useTranslation(['notices', 'board']);
  const navigate = useNavigate();
  const silence = useMute();
  const columnName = useColumnName();
  const { kind, ticketId, name, text, key } = notice;
  const [place] = notice.places;
  const number = ticketNumber(notice.number);
  // Of a new ticket nothing more is to be heard: what can be silenced is where it came.
  const silenced = kind === 'created' && place ? place : null;
  const what = silenced ? columnName(silenced) : number;
  return (
    <ToastFrame
      stamp={key}
      icon={<Avatar name={name} size="lg" />}
      title={t(kind, { name, number })}
      text={text}
      onDismiss={onDismiss}
    >
      <button
        type="button"
        className={classes.open}
        onClick={() => {
          onDismiss();
          void navigate({
            to: '/tickets/$ticketId',
            params: { ticketId },
            search: { column: place?.key ?? undefined },
          });
        }}
      >
        {t('open', { number })}
      </button>
      <button
        type="button"
        className={classes.mute}
        aria-label={silenced ? t('muteColumn', { column: what }) : t('muteTicket', { number })}
        title={silenced ? t('muteColumn', { column: what }) : t('muteTicket', { number })}
        onClick={() => {
          onDismiss();
          silence(silenced ? { column: placeKey(silenced) } : { ticketId }, what);
        }}
      >
        {t('mute')}
      </button>
    </ToastFrame>
  );
}

function GroupToast({ toast, onDismiss }: { toast: Toast & { kind: 'group' }; onDismiss(): void }) {
  const { t } = useTranslation(['notices', 'board']);
  const navigate = useNavigate();
  const columnName = useColumnName();
  const columns = Object.values(toast.tickets);
  const parts = [...new Map(columns.map((place) => [place.id, place])).values()].map((place) =>
    t('groupPart', { count: columns.filter(({ id }) => id === place.id).length, column: columnName(place) }),
  );
  return (
    <ToastFrame
      stamp={toast.stamp}
      icon={
        <span className={classes.groupIcon}>
          <Inbox size={16} strokeWidth={1.75} aria-hidden />
        </span>
      }
      title={t('groupTitle', { count: columns.length })}
      text={parts.join(' · ')}
      onDismiss={onDismiss}
    >
      <button
        type="button"
        className={classes.open}
        onClick={() => {
          onDismiss();
          void navigate({ to: '/' });
        }}
      >
        {t('groupOpen')}
      </button>
    </ToastFrame>
  );
}

/** Silences something for an hour and says how to bring it back. */
function useMute(): (what: Mutable, name: string) => void {
  const { t } = useTranslation('notices');
  const format = useFormat();
  return (what, name) => {
    const time = clockTime(mute(what), format);
    notifyUndoable(t('muted', { what: name, time }), { label: t('unmute'), run: () => unmute(what) });
  };
}
