import { ActionIcon } from '@mantine/core';
import { Bell, BellOff, Volume2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../shared/session/session.ts';
import classes from './notices-button.module.css';
import { unlockSound, useSoundBlocked } from './sound.ts';

const NoticesMenu = lazy(async () => ({ default: (await import('./notices-menu.tsx')).NoticesMenu }));

/** Sound and notices for the whole board; beside it a chip while the browser holds the sound back. */
export function NoticesButton() {
  const { t } = useTranslation('notices');
  const { sounds, desktopNotices } = useMe().preferences;
  const isBlocked = useSoundBlocked();
  const [isOpen, setIsOpen] = useState(false);
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const isOn = sounds || desktopNotices;
  const label = t(isOn ? 'board.on' : 'board.off');
  const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
  return (
    <>
      {isBlocked && sounds ? (
        <button
          type="button"
          className={classes.unlock}
          title={t('unlockHint')}
          onClick={() => void unlockSound()}
        >
          <Volume2 size={14} strokeWidth={1.75} aria-hidden />
          {t('unlock')}
        </button>
      ) : null}
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
