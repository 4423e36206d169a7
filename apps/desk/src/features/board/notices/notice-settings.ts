import type { ColumnNotices } from '@ventanilla/contracts/preferences';
import { problemText } from '../../../shared/api/problem-text.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { askDesktopLeave } from '../../../shared/notices/desktop-notice.ts';
import { unlockSound } from '../../../shared/notices/sound.ts';
import { notifyFailed } from '../../../shared/notify.tsx';
import { type Preferences, usePreferences } from '../../../shared/session/save-preferences.ts';
import type { ColumnPlace } from '../board.rules.ts';
import type { Notice } from './notices.rules.ts';

type Change = Partial<Pick<Preferences, 'sounds' | 'desktopNotices' | 'columns' | 'ownColumns'>>;
type Place = Pick<ColumnPlace, 'id' | 'key'>;

const silent = { sound: false, desktop: false };
/** What was chosen for a column; one that somebody made is silent until somebody chooses. */
const chosenFor = ({ columns, ownColumns }: Preferences, { id, key }: Place) =>
  key ? columns[key] : (ownColumns[id] ?? silent);

/** What holds for a column: its own switch and the one for all. */
export function holdsFor(preferences: Preferences, place: Place) {
  const own = chosenFor(preferences, place);
  return {
    sound: preferences.sounds && own.sound,
    desktop: preferences.desktopNotices && own.desktop,
  };
}

/** Whether a column tells of its news at all: one that somebody made does once they turned something on. */
export function tells(preferences: Preferences, place: Place): boolean {
  const { sound, desktop } = chosenFor(preferences, place);
  return place.key !== null || sound || desktop;
}

/** What holds for one piece of news: what its columns do, and what was chosen for notices of its kind. */
export function wants(preferences: Preferences, { kind, places }: Pick<Notice, 'kind' | 'places'>) {
  const { assigned, answered } = preferences.notices.kinds;
  const all = places.map((place) => {
    const holds = holdsFor(preferences, place);
    const ofKind = kind === 'assigned' ? assigned : place.key === 'your_turn' ? answered : null;
    return {
      sound: holds.sound && ofKind?.sound !== false,
      desktop: holds.desktop && ofKind?.desktop !== false,
    };
  });
  return { sound: all.some(({ sound }) => sound), desktop: all.some(({ desktop }) => desktop) };
}

/**
 * What to change so that one column does or does not what it is told, and no other column changes: while the switch
 * for all is off, turning one column on leaves the others off.
 */
export function changeOf(
  preferences: Preferences,
  { id, key }: Place,
  what: 'sound' | 'desktop',
  isOn: boolean,
): Change {
  const all = what === 'sound' ? 'sounds' : 'desktopNotices';
  const isOff = !preferences[all];
  const shown = <T extends ColumnNotices>(own: T): T => ({ ...own, [what]: isOff ? false : own[what] });
  const { new: fresh, answered, your_turn: turn } = preferences.columns;
  const columns = { new: shown(fresh), answered: shown(answered), your_turn: shown(turn) };
  const ownColumns = Object.fromEntries(
    Object.entries(preferences.ownColumns).map(([one, own]) => [one, shown(own)]),
  );
  if (key) columns[key] = { ...columns[key], [what]: isOn };
  else ownColumns[id] = { ...silent, ...ownColumns[id], [what]: isOn };
  return isOn ? { [all]: true, columns, ownColumns } : { columns, ownColumns };
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
    async setColumn(place: Place, what: 'sound' | 'desktop', isOn: boolean) {
      if (isOn && what === 'desktop' && !(await mayShow())) return;
      if (isOn && what === 'sound') await unlockSound();
      await save(changeOf(preferences, place, what, isOn));
    },
  };
}
