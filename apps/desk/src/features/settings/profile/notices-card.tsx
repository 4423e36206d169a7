import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '@ventanilla/web';
import { useState } from 'react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { saveProfile } from '../../../shared/session/save-profile.ts';
import { useMe } from '../../../shared/session/session.ts';
import panel from '../shared/panel.module.css';
import { Card } from './card.tsx';

type Preferences = Me['preferences'];
const switches = [
  { key: 'sounds', phrase: 'sounds' },
  { key: 'desktopNotices', phrase: 'desktop' },
  { key: 'singleKeys', phrase: 'singleKeys' },
] as const satisfies readonly { key: keyof Preferences; phrase: string }[];

/** How one learns of what is new, and the keys of one letter; each holds as soon as it is chosen. */
export function NoticesCard() {
  const { t } = useTranslation('profile');
  const me = useMe();
  const queryClient = useQueryClient();
  const [isRefused, setRefused] = useState(false);
  const save = async (key: (typeof switches)[number]['key'], isOn: boolean) => {
    if (key === 'desktopNotices' && isOn && !(await askBrowser())) return setRefused(true);
    if (key === 'desktopNotices') setRefused(false);
    await saveProfile(queryClient, me, { preferences: { [key]: isOn } }).catch(notifyProblem);
  };
  return (
    <Card title={t('notices.title')} lead={t('notices.lead')} setting="sounds">
      <div className={panel.fields}>
        {switches.map(({ key, phrase }) => (
          <Switch
            key={key}
            label={t(`notices.${phrase}`)}
            description={t(`notices.${phrase}Text`)}
            checked={me.preferences[key]}
            onChange={(event) => void save(key, event.currentTarget.checked)}
          />
        ))}
        {isRefused ? (
          <Banner tone="ambar" role="alert">
            {t('notices.desktopRefused')}
          </Banner>
        ) : null}
      </div>
    </Card>
  );
}

/** Asks for the browser's leave; whether there is one. */
async function askBrowser(): Promise<boolean> {
  if (!('Notification' in window)) return false;
  return (await Notification.requestPermission()) === 'granted';
}
