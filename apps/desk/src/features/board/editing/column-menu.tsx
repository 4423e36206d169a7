import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { BoardHead } from '@ventanilla/contracts/boards';
import { clockTime } from '@ventanilla/web';
import {
  ArrowLeft,
  ArrowRight,
  BellOff,
  BellRing,
  Check,
  CheckCheck,
  CopyPlus,
  PencilLine,
  Play,
  X,
} from 'lucide-react';
import { editBoard } from '../../../shared/boards/board-edit.ts';
import { AnchoredMenu } from '../../../shared/components/anchored-menu.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { playSound, unlockSound } from '../../../shared/notices/sound.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { boardOnScreen } from '../board.queries.ts';
import { type ColumnState, placeKey, placeOf } from '../board.rules.ts';
import { useColumnName } from '../column-name.ts';
import { announceMove } from '../moved.ts';
import { mute, unmute, useMutedUntil } from '../notices/mutes.ts';
import { holdsFor, useNoticeSettings } from '../notices/notice-settings.ts';
import { useBoardChanges } from './use-board-changes.ts';

interface ColumnMenuProps {
  column: ColumnState;
  head: BoardHead;
  opener: HTMLElement;
  onLooked(): void;
  onClose(): void;
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** What a column does when something comes, and what can be done with the column itself. */
export function ColumnMenu(props: ColumnMenuProps) {
  const { column, head, opener, onClose } = props;
  const { t } = useTranslation(['notices', 'boards']);
  const name = useColumnName()(placeOf(column));
  return (
    <AnchoredMenu opener={opener} label={t('column.options', { column: name })} width={270} onClose={onClose}>
      <NoticeItems {...props} />
      <Menu.Divider />
      {head.can.includes('change') ? (
        <ChangeItems column={column} onClose={onClose} />
      ) : (
        <Menu.Label>{t('boards:column.notYours', { name: head.ownerName })}</Menu.Label>
      )}
    </AnchoredMenu>
  );
}

function NoticeItems({ column, onLooked, onClose }: ColumnMenuProps) {
  const { t } = useTranslation('notices');
  const format = useFormat();
  const place = placeOf(column);
  const name = useColumnName()(place);
  const { preferences, setColumn } = useNoticeSettings();
  const muted = { column: placeKey(place) };
  const mutedUntil = useMutedUntil(muted);
  const holds = holdsFor(preferences, place);
  const silence = () => {
    if (mutedUntil) unmute(muted);
    else notifyDone(t('muted', { what: name, time: clockTime(mute(muted), format) }));
    onClose();
  };
  return (
    <>
      {(['sound', 'desktop'] as const).map((what) => (
        <Menu.CheckboxItem
          key={what}
          checked={holds[what]}
          checkIcon={<Check {...icon} />}
          onChange={(isOn) => void setColumn(place, what, isOn)}
        >
          {t(`column.${what}`)}
        </Menu.CheckboxItem>
      ))}
      <Menu.Item
        leftSection={<Play {...icon} />}
        onClick={() => void unlockSound().then(() => playSound(place.key ?? 'notice'))}
      >
        {t('column.tryIt')}
      </Menu.Item>
      <Menu.Item leftSection={mutedUntil ? <BellRing {...icon} /> : <BellOff {...icon} />} onClick={silence}>
        {mutedUntil ? t('column.unmute', { time: mutedUntil }) : t('column.mute')}
      </Menu.Item>
      {column.changed.length > 0 ? (
        <Menu.Item
          leftSection={<CheckCheck {...icon} />}
          onClick={() => {
            onLooked();
            onClose();
          }}
        >
          {t('column.looked')}
        </Menu.Item>
      ) : null}
    </>
  );
}

function ChangeItems({ column, onClose }: Pick<ColumnMenuProps, 'column' | 'onClose'>) {
  const { t } = useTranslation('boards');
  const queryClient = useQueryClient();
  const changes = useBoardChanges();
  const { id, source } = column.about;
  const order = boardOnScreen(queryClient)?.order ?? [];
  const at = order.indexOf(id);
  const run = (work: () => void) => () => {
    onClose();
    work();
  };
  const move = (by: -1 | 1) => () => announceMove(changes.move(column, by));
  return (
    <>
      <Menu.Item
        leftSection={<PencilLine {...icon} />}
        onClick={run(() => editBoard({ kind: 'column', columnId: id }))}
      >
        {t('column.edit')}
      </Menu.Item>
      <Menu.Item
        leftSection={<CopyPlus {...icon} />}
        disabled={source.kind === 'filter' && source.filter === undefined}
        onClick={run(() => changes.duplicate(column))}
      >
        {t('column.duplicate')}
      </Menu.Item>
      <Menu.Item leftSection={<ArrowLeft {...icon} />} disabled={at <= 0} onClick={run(move(-1))}>
        {t('column.left')}
      </Menu.Item>
      <Menu.Item
        leftSection={<ArrowRight {...icon} />}
        disabled={at < 0 || at >= order.length - 1}
        onClick={run(move(1))}
      >
        {t('column.right')}
      </Menu.Item>
      <Menu.Item leftSection={<X {...icon} />} color="rojo" onClick={run(() => changes.remove(column))}>
        {t('column.remove')}
      </Menu.Item>
    </>
  );
}
