import { Input, SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '@ventanilla/web';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../shared/components/banner.tsx';
import { notifyProblem } from '../../../shared/notify.tsx';
import { saveProfile } from '../../../shared/session/save-profile.ts';
import { useMe } from '../../../shared/session/session.ts';
import panel from '../shared/panel.module.css';
import { Card } from './card.tsx';

type Theme = Me['preferences']['theme'];
const themes = ['light', 'dark', 'system'] as const;

/** Whether the browser lets the page show notices of the system; asks where it has not been asked. */
async function mayNotify(): Promise<boolean> {
  if (!('Notification' in window)) return false;
  return (await Notification.requestPermission()) === 'granted';
}

/** Theme, sounds and notices; each holds as soon as it is chosen. */
export function LookCard() {
  const { t } = useTranslation(['profile', 'desk']);
  const me = useMe();
  const queryClient = useQueryClient();
  const themeId = useId();
  const { setColorScheme } = useMantineColorScheme();
  const [isBlocked, setBlocked] = useState(false);
  const save = (preferences: Partial<Me['preferences']>) => {
    saveProfile(queryClient, me, { preferences }).catch(notifyProblem);
  };
  const toTheme = (theme: Theme) => {
    setColorScheme(theme === 'system' ? 'auto' : theme);
    save({ theme });
  };
  const toNotices = async (wanted: boolean) => {
    const isAllowed = !wanted || (await mayNotify());
    setBlocked(!isAllowed);
    if (isAllowed) save({ desktopNotices: wanted });
  };
  return (
    <Card title={t('look.title')} lead={t('look.lead')}>
      <div className={panel.fields}>
        <div>
          <Input.Label component="span" id={themeId}>
            {t('look.theme')}
          </Input.Label>
          <div>
            <SegmentedControl
              aria-labelledby={themeId}
              data={themes.map((value) => ({ value, label: t(`desk:userMenu.${value}`) }))}
              value={me.preferences.theme}
              onChange={(value) => toTheme(value as Theme)}
            />
          </div>
        </div>
        <Switch
          label={t('look.sounds')}
          description={t('look.soundsHint')}
          checked={me.preferences.sounds}
          onChange={(event) => save({ sounds: event.currentTarget.checked })}
        />
        <Switch
          label={t('look.desktopNotices')}
          description={t('look.desktopNoticesHint')}
          checked={me.preferences.desktopNotices}
          onChange={(event) => void toNotices(event.currentTarget.checked)}
        />
        {isBlocked ? <Banner tone="ambar">{t('look.noticesBlocked')}</Banner> : null}
      </div>
    </Card>
  );
}
