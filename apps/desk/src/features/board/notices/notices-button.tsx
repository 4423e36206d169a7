import { ActionIcon } from '@mantine/core';
import { Bell, BellOff, Volume2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../../shared/hooks/use-delayed.ts';
import { useMe } from '../../../shared/session/session.ts';
import classes from './notices-button.module.css';
import { unlockSound, useSoundBlocked } from './sound.ts';

const NoticesMenu = lazy(async () => ({ default: (await import('./notices-menu.tsx')).NoticesMenu }));

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

/** Sound and notices for the whole board. */
export function NoticesButton() {
  const { t } = useTranslation('notices');
  const { sounds, desktopNotices } = useMe().preferences;
  const [isOpen, setIsOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const isOn = sounds || desktopNotices;
  const label = t(isOn ? 'board.on' : 'board.off');
  const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
  return (
    <>
      <ActionIcon
        ref={setButton}
        className={isOn ? classes.on : undefined}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={label}
        onClick={() => setIsOpen(true)}
      >
        {isOn ? <Bell {...icon} /> : <BellOff {...icon} />}
      </ActionIcon>
      {isOpen && button ? (
        <Suspense>
          <NoticesMenu
            opener={button}
            onClose={() => {
              setIsOpen(false);
              requestAnimationFrame(() => button?.focus());
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
