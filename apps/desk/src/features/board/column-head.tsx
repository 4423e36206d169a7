import { ActionIcon } from '@mantine/core';
import type { BoardHead } from '@ventanilla/contracts/boards';
import { cappedCount } from '@ventanilla/web';
import { ArrowUp, BellOff, Ellipsis, Volume2, VolumeX } from 'lucide-react';
import { type RefObject, Suspense, useState } from 'react';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { useOfflineSince } from '../../shared/hooks/use-online.ts';
import { loadPhrases } from '../../shared/i18n/page-phrases.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useLiveState } from '../../shared/live/use-live.ts';
import { type ColumnState, pillCount, placeKey, placeOf } from './board.rules.ts';
import classes from './board-column.module.css';
import { useColumnName } from './column-name.ts';
import { unmute, useMutedUntil } from './notices/mutes.ts';
import { holdsFor, useNoticeSettings } from './notices/notice-settings.ts';

const ColumnMenu = lazyPart(async () => {
  const [menu] = await Promise.all([import('./editing/column-menu.tsx'), loadPhrases('boards')]);
  return { default: menu.ColumnMenu };
});

interface ColumnHeadProps {
  column: ColumnState;
  head: BoardHead;
  headingId: string;
  heading: RefObject<HTMLHeadingElement | null>;
  /** On phones the tabs say the name and the count. */
  headless: boolean;
  onLooked(): void;
  onShowWaiting(): void;
}

export function ColumnHead(props: ColumnHeadProps) {
  const { column, head, headless, headingId, heading, onLooked } = props;
  const { t } = useTranslation('board');
  const columnName = useColumnName();
  const place = placeOf(column);
  const { colour } = column.about;
  const subtitle = place.key && place.name === null ? t(`subtitles.${place.key}`) : '';
  const isOffline = useOfflineSince() !== null;
  const state = useLiveState();
  const live = isOffline ? 'cut' : state;
  const shown = cappedCount(column.count);
  return (
    <>
      <div className={classes.head}>
        <div className={headless ? classes.hiddenHead : classes.name}>
          {colour ? <span className={classes.colour} data-colour={colour} aria-hidden /> : null}
          <h2 id={headingId} ref={heading} tabIndex={-1}>
            {columnName(place)}
          </h2>
          <span
            className={classes.count}
            role="img"
            aria-label={t('count', { count: column.count.value, shown })}
          >
            {shown}
          </span>
        </div>
        {headless ? <p className={classes.subtitle}>{subtitle}</p> : null}
        {live === 'live' ? (
          <span className={classes.live} role="img" aria-label={t('live')} title={t('live')} />
        ) : null}
        {live === 'cut' ? <span className={classes.cut}>{t('reconnecting')}</span> : null}
        <ColumnButtons column={column} head={head} onLooked={onLooked} />
      </div>
      <div className={headless ? classes.afloat : classes.second}>
        {headless ? null : <p className={classes.subtitle}>{subtitle}</p>}
        <WaitingPill column={column} onClick={props.onShowWaiting} />
      </div>
    </>
  );
}

interface WaitingPillProps {
  column: ColumnState;
  onClick(): void;
}

/**
 * What came or changed while the column was read. It stands where there is room already, so that no card moves when
 * it comes; the live region is there before it, so that it is announced.
 */
function WaitingPill({ column, onClick }: WaitingPillProps) {
  const { t } = useTranslation('board');
  const count = pillCount(column);
  const isNew = placeOf(column).key === 'new' && column.waiting.length > 0;
  const text = isNew ? t('newTickets', { count }) : t('updatedTickets', { count });
  return (
    <div role="status" className={classes.pillPlace}>
      {count > 0 ? (
        <button type="button" className={classes.pill} onClick={onClick}>
          <ArrowUp size={14} strokeWidth={1.75} aria-hidden />
          {text}
        </button>
      ) : null}
    </div>
  );
}

interface ColumnButtonsProps {
  column: ColumnState;
  head: BoardHead;
  onLooked(): void;
}

function ColumnButtons({ column: state, head, onLooked }: ColumnButtonsProps) {
  const { t } = useTranslation('notices');
  const place = placeOf(state);
  const { preferences, setColumn } = useNoticeSettings();
  const mutedUntil = useMutedUntil({ column: placeKey(place) });
  const [isOpen, setIsOpen] = useState(false);
  const [more, setMore] = useState<HTMLButtonElement | null>(null);
  const column = useColumnName()(place);
  const { sound } = holdsFor(preferences, place);
  const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true };
  let speaker = t(sound ? 'column.speakerOn' : 'column.speakerOff', { column });
  if (mutedUntil) speaker = t('column.speakerMuted', { column, time: mutedUntil });
  return (
    <span className={classes.buttons}>
      <ActionIcon
        aria-label={speaker}
        title={speaker}
        aria-pressed={mutedUntil ? undefined : sound}
        onClick={() =>
          mutedUntil ? unmute({ column: placeKey(place) }) : void setColumn(place, 'sound', !sound)
        }
      >
        {mutedUntil ? <BellOff {...icon} /> : sound ? <Volume2 {...icon} /> : <VolumeX {...icon} />}
      </ActionIcon>
      <ActionIcon
        ref={setMore}
        aria-label={t('column.options', { column })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={t('column.options', { column })}
        onClick={() => setIsOpen(true)}
      >
        <Ellipsis {...icon} />
      </ActionIcon>
      {isOpen && more ? (
        <Suspense>
          <ColumnMenu
            column={state}
            head={head}
            opener={more}
            onLooked={onLooked}
            onClose={() => {
              setIsOpen(false);
              requestAnimationFrame(() => more?.focus());
            }}
          />
        </Suspense>
      ) : null}
    </span>
  );
}
