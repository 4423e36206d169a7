import { Volume2 } from 'lucide-react';
import { useDelayed } from '../../../shared/hooks/use-delayed.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { unlockSound, useSoundBlocked } from '../../../shared/notices/sound.ts';
import { useMe } from '../../../shared/session/session.ts';
import classes from './sound-chip.module.css';

/** Long enough for browsers that let a page sound by themselves, in ms. */
const heldBackMs = 400;

/**
 * Shown while the browser holds the sound back. The first touch anywhere lets it sound and takes this away, so it
 * stands before everything else at the right of the bar: what that touch was for must not move under the finger.
 */
export function SoundChip() {
  const { t } = useTranslation('notices');
  const { sounds } = useMe().preferences;
  const isBlocked = useSoundBlocked() && sounds;
  if (!useDelayed(isBlocked, heldBackMs)) return null;
  return (
    <button
      type="button"
      className={classes.unlock}
      title={t('unlockHint')}
      onClick={() => void unlockSound()}
    >
      <Volume2 size={14} strokeWidth={1.75} aria-hidden />
      {t('unlock')}
    </button>
  );
}
