import type { BoardColumnKey } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/api/problem-text.ts';
import { askDesktopLeave } from '../../../shared/notices/desktop-notice.ts';
import { unlockSound } from '../../../shared/notices/sound.ts';
import { notifyFailed } from '../../../shared/notify.tsx';
import { type Preferences, usePreferences } from '../../../shared/session/save-preferences.ts';
import { columnKeys } from '../board.rules.ts';
import type { Notice } from './notices.rules.ts';

type Change = Partial<Pick<Preferences, 'sounds' | 'desktopNotices' | 'columns'>>;

/** What holds for a column: its own switch and the one for all. */
export function holdsFor(preferences: Preferences, column: BoardColumnKey) {
  const own = preferences.columns[column];
  return {
    sound: preferences.sounds && own.sound,
    desktop: preferences.desktopNotices && own.desktop,
  };
}

/** What holds for one piece of news: what its column does, and what was chosen for notices of its kind. */
export function wants(preferences: Preferences, { kind, column }: Pick<Notice, 'kind' | 'column'>) {
  const holds = holdsFor(preferences, column);
  const { assigned, answered } = preferences.notices.kinds;
  const ofKind = kind === 'assigned' ? assigned : column === 'your_turn' ? answered : null;
  return {
    sound: holds.sound && ofKind?.sound !== false,
    desktop: holds.desktop && ofKind?.desktop !== false,
  };
}

/**
 * What to change so that one column does or does not what it is told, and no other column changes: while the switch
 * for all is off, turning one column on leaves the others off.
 */
export function changeOf(
  preferences: Preferences,
  column: BoardColumnKey,
  what: 'sound' | 'desktop',
  isOn: boolean,
): Change {
  const all = what === 'sound' ? 'sounds' : 'desktopNotices';
  const columns = { ...preferences.columns };
  for (const key of columnKeys) {
    const isShown = key === column ? isOn : holdsFor(preferences, key)[what];
    columns[key] = { ...columns[key], [what]: isShown };
  }
  return isOn ? { [all]: true, columns } : { columns };
}

/** Sound and notices of the computer, for the board and for each column; kept on the server with the profile. */
export function useNoticeSettings() {
  const { t } = useTranslation('notices');
  const { preferences, save: savePreferences } = usePreferences();

  const save = (change: Change) =>
    savePreferences(change).catch((error: unknown) =>
      notifyFailed(t('saveFailed', { detail: problemText(error) })),
    );
  /** Answers whether the browser lets notices be shown; where it does not, says why. */
  const mayShow = async () => {
    const leave = await askDesktopLeave();
    if (leave === 'unsupported') notifyFailed(t('unsupported'));
    else if (leave !== 'granted') notifyFailed(t('denied'));
    return leave === 'granted';
  };

  return {
    preferences,
    async setSounds(isOn: boolean) {
      if (isOn) await unlockSound();
      await save({ sounds: isOn });
    },
    async setDesktopNotices(isOn: boolean) {
      if (isOn && !(await mayShow())) return;
      await save({ desktopNotices: isOn });
    },
    async setColumn(column: BoardColumnKey, what: 'sound' | 'desktop', isOn: boolean) {
      if (isOn && what === 'desktop' && !(await mayShow())) return;
      if (isOn && what === 'sound') await unlockSound();
      await save(changeOf(preferences, column, what, isOn));
    },
  };
}
