import '@mantine/core/styles/Switch.css';
import { Switch } from '@mantine/core';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useNoticeSettings } from './notice-settings.ts';
import classes from './notice-switches.module.css';

/** Sound and notices of the computer for everything; each column and each kind has its own besides. */
export function NoticeSwitches() {
  const { t } = useTranslation('notices');
  const { preferences, setSounds, setDesktopNotices } = useNoticeSettings();
  return (
    <div className={classes.switches}>
      <Switch
        size="xs"
        label={t('board.sounds')}
        title={t('board.soundsHint')}
        checked={preferences.sounds}
        onChange={(event) => void setSounds(event.currentTarget.checked)}
      />
      <Switch
        size="xs"
        label={t('board.desktop')}
        title={t('board.desktopHint')}
        checked={preferences.desktopNotices}
        onChange={(event) => void setDesktopNotices(event.currentTarget.checked)}
      />
    </div>
  );
}
