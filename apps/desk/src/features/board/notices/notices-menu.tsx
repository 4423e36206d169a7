import { Menu } from '@mantine/core';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MenuPlace } from '../../../shared/components/menu-place.tsx';
import classes from './column-menu.module.css';
import { useNoticeSettings } from './notice-settings.ts';

/** The switches for all columns; each column has its own besides. */
export function NoticesMenu({ opener, onClose }: { opener: HTMLElement; onClose(): void }) {
  const { t } = useTranslation('notices');
  const { preferences, setSounds, setDesktopNotices } = useNoticeSettings();
  const rows = [
    { key: 'sounds' as const, isOn: preferences.sounds, set: setSounds },
    { key: 'desktop' as const, isOn: preferences.desktopNotices, set: setDesktopNotices },
  ];
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-end"
      width={290}
      returnFocus={false}
      closeOnItemClick={false}
    >
      <MenuPlace opener={opener} />
      <Menu.Dropdown
        aria-label={t(preferences.sounds || preferences.desktopNotices ? 'board.on' : 'board.off')}
      >
        {rows.map(({ key, isOn, set }) => (
          <Menu.Item
            key={key}
            role="menuitemcheckbox"
            aria-checked={isOn}
            leftSection={
              <span className={classes.check}>
                {isOn ? <Check size={14} strokeWidth={1.75} aria-hidden /> : null}
              </span>
            }
            onClick={() => void set(!isOn)}
          >
            {t(`board.${key}`)}
            <span className={classes.hint}>{t(`board.${key}Hint`)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
