import { Menu } from '@mantine/core';
import { type BoardColumnKey, clockTime } from '@ventanilla/web';
import { BellOff, BellRing, Check, CheckCheck, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AnchoredMenu } from '../../../shared/components/anchored-menu.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { playSound, unlockSound } from '../../../shared/notices/sound.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { mute, unmute, useMutedUntil } from './mutes.ts';
import { holdsFor, useNoticeSettings } from './notice-settings.ts';

interface ColumnMenuProps {
  columnKey: BoardColumnKey;
  opener: HTMLElement;
  hasMarks: boolean;
  onLooked(): void;
  onClose(): void;
}

/** What a column does when something comes: sound, notice of the computer, an hour of silence. */
export function ColumnMenu({ columnKey, opener, hasMarks, onLooked, onClose }: ColumnMenuProps) {
  const { t } = useTranslation(['notices', 'board']);
  const format = useFormat();
  const { preferences, setColumn } = useNoticeSettings();
  const mutedUntil = useMutedUntil({ column: columnKey });
  const holds = holdsFor(preferences, columnKey);
  const column = t(`board:columns.${columnKey}`);
  const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true };
  const silence = () => {
    if (mutedUntil) unmute({ column: columnKey });
    else notifyDone(t('muted', { what: column, time: clockTime(mute({ column: columnKey }), format) }));
    onClose();
  };
  return (
    <AnchoredMenu opener={opener} label={t('column.options', { column })} width={270} onClose={onClose}>
      {(['sound', 'desktop'] as const).map((what) => (
        <Menu.CheckboxItem
          key={what}
          checked={holds[what]}
          checkIcon={<Check {...icon} />}
          onChange={(isOn) => void setColumn(columnKey, what, isOn)}
        >
          {t(`column.${what}`)}
        </Menu.CheckboxItem>
      ))}
      <Menu.Item
        leftSection={<Play {...icon} />}
        onClick={() => void unlockSound().then(() => playSound(columnKey))}
      >
        {t('column.tryIt')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={mutedUntil ? <BellRing {...icon} /> : <BellOff {...icon} />} onClick={silence}>
        {mutedUntil ? t('column.unmute', { time: mutedUntil }) : t('column.mute')}
      </Menu.Item>
      {hasMarks ? (
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
    </AnchoredMenu>
  );
}
