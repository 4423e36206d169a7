import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { BoardColumnKey, Me } from '@ventanilla/web';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/api/problem-text.ts';
import { notifyFailed } from '../../../shared/notify.tsx';
import { saveProfile } from '../../../shared/session/save-profile.ts';
import { sessionQuery, useMe } from '../../../shared/session/session.ts';
import { columnKeys } from '../board.rules.ts';
import { askDesktopLeave } from './desktop-notice.ts';
import { unlockSound } from './sound.ts';

type Preferences = Me['preferences'];
type Change = Partial<Pick<Preferences, 'sounds' | 'desktopNotices' | 'columns'>>;

/** What holds for a column: its own switch and the one for all. */
export function holdsFor(preferences: Preferences, column: BoardColumnKey) {
  const own = preferences.columns[column];
  return {
    sound: preferences.sounds && own.sound,
    desktop: preferences.desktopNotices && own.desktop,
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

let saving: Promise<unknown> = Promise.resolve();

/** One after another, each with the version that the one before left. */
function saveInTurn(queryClient: QueryClient, change: Change): Promise<unknown> {
  saving = saving
    .catch(() => undefined)
    .then(() => {
      const me = queryClient.getQueryData(sessionQuery.queryKey);
      return me ? saveProfile(queryClient, me, { preferences: change }) : undefined;
    });
  return saving;
}

/** Sound and notices of the computer, for the board and for each column; kept on the server with the profile. */
export function useNoticeSettings() {
  const { t } = useTranslation('notices');
  const queryClient = useQueryClient();
  const { preferences } = useMe();

  const save = async (change: Change) => {
    const draw = (preferencesNow: Change) =>
      queryClient.setQueryData(sessionQuery.queryKey, (me) =>
        me ? { ...me, preferences: { ...me.preferences, ...preferencesNow } } : me,
      );
    draw(change);
    try {
      await saveInTurn(queryClient, change);
    } catch (error) {
      draw(preferences);
      notifyFailed(t('saveFailed', { detail: problemText(error) }));
    }
  };
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
