import { Menu } from '@mantine/core';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AnchoredMenu } from '../../../shared/components/anchored-menu.tsx';
import { useNoticeSettings } from './notice-settings.ts';
import classes from './notices-menu.module.css';

/** The switches for all columns; each column has its own besides. */
export function NoticesMenu({ opener, onClose }: { opener: HTMLElement; onClose(): void }) {
  const { t } = useTranslation('notices');
  const { preferences, setSounds, setDesktopNotices } = useNoticeSettings();
  const isAnyOn = preferences.sounds || preferences.desktopNotices;
  const rows = [
    { key: 'sounds' as const, isSet: preferences.sounds, set: setSounds },
    { key: 'desktop' as const, isSet: preferences.desktopNotices, set: setDesktopNotices },
  ];
  return (
    <AnchoredMenu opener={opener} label={t(isAnyOn ? 'board.on' : 'board.off')} width={290} onClose={onClose}>
      {rows.map(({ key, isSet, set }) => (
        <Menu.CheckboxItem
          key={key}
          checked={isSet}
          checkIcon={<Check size={14} strokeWidth={1.75} aria-hidden />}
          onChange={(isOn) => void set(isOn)}
        >
          {t(`board.${key}`)}
          <span className={classes.hint}>{t(`board.${key}Hint`)}</span>
        </Menu.CheckboxItem>
      ))}
    </AnchoredMenu>
  );
}
