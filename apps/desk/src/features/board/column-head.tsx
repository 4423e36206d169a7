import { ActionIcon } from '@mantine/core';
import { type BoardColumnKey, cappedCount } from '@ventanilla/web';
import { ArrowUp, BellOff, Ellipsis, Volume2, VolumeX } from 'lucide-react';
import { type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../shared/components/lazy-part.ts';
import { useOfflineSince } from '../../shared/hooks/use-online.ts';
import { useLiveState } from '../../shared/live/use-live.ts';
import { type ColumnState, pillCount } from './board.rules.ts';
import classes from './board-column.module.css';
import { unmute, useMutedUntil } from './notices/mutes.ts';
import { holdsFor, useNoticeSettings } from './notices/notice-settings.ts';

const ColumnMenu = lazyPart(async () => ({
  default: (await import('./notices/column-menu.tsx')).ColumnMenu,
}));

interface ColumnHeadProps {
  columnKey: BoardColumnKey;
  column: ColumnState;
  headingId: string;
  heading: RefObject<HTMLHeadingElement | null>;
  /** On phones the tabs say the name and the count. */
  headless: boolean;
  onLooked(): void;
  onShowWaiting(): void;
}

export function ColumnHead(props: ColumnHeadProps) {
  const { columnKey, column, headless, headingId, heading, onLooked } = props;
  const { t } = useTranslation('board');
  const isOffline = useOfflineSince() !== null;
  const state = useLiveState();
  const live = isOffline ? 'cut' : state;
  const shown = cappedCount(column.count);
  return (
    <>
      <div className={classes.head}>
        <div className={headless ? classes.hiddenHead : classes.name}>
          <h2 id={headingId} ref={heading} tabIndex={-1}>
            {t(`columns.${columnKey}`)}
          </h2>
          <span
            className={classes.count}
            role="img"
            aria-label={t('count', { count: column.count.value, shown })}
          >
            {shown}
          </span>
        </div>
        {headless ? <p className={classes.subtitle}>{t(`subtitles.${columnKey}`)}</p> : null}
        {live === 'live' ? (
          <span className={classes.live} role="img" aria-label={t('live')} title={t('live')} />
        ) : null}
        {live === 'cut' ? <span className={classes.cut}>{t('reconnecting')}</span> : null}
        <ColumnButtons columnKey={columnKey} onLooked={onLooked} hasMarks={column.changed.length > 0} />
      </div>
      <div className={headless ? classes.afloat : classes.second}>
        {headless ? null : <p className={classes.subtitle}>{t(`subtitles.${columnKey}`)}</p>}
        <WaitingPill columnKey={columnKey} column={column} onClick={props.onShowWaiting} />
      </div>
    </>
  );
}

interface WaitingPillProps {
  columnKey: BoardColumnKey;
  column: ColumnState;
  onClick(): void;
}

/**
 * What came or changed while the column was read. It stands where there is room already, so that no card moves when
 * it comes; the live region is there before it, so that it is announced.
 */
function WaitingPill({ columnKey, column, onClick }: WaitingPillProps) {
  const { t } = useTranslation('board');
  const count = pillCount(column);
  const isNew = columnKey === 'new' && column.waiting.length > 0;
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
  columnKey: BoardColumnKey;
  hasMarks: boolean;
  onLooked(): void;
}

function ColumnButtons({ columnKey, hasMarks, onLooked }: ColumnButtonsProps) {
  const { t } = useTranslation(['notices', 'board']);
  const { preferences, setColumn } = useNoticeSettings();
  const mutedUntil = useMutedUntil({ column: columnKey });
  const [isOpen, setIsOpen] = useState(false);
  const [more, setMore] = useState<HTMLButtonElement | null>(null);
  const column = t(`board:columns.${columnKey}`);
  const { sound } = holdsFor(preferences, columnKey);
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
          mutedUntil ? unmute({ column: columnKey }) : void setColumn(columnKey, 'sound', !sound)
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
            columnKey={columnKey}
            opener={more}
            hasMarks={hasMarks}
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
