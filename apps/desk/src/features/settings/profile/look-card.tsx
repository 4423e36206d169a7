import { Input, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '@ventanilla/web';
import { useId } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { saveProfile } from '../../../shared/session/save-profile.ts';
import { useMe } from '../../../shared/session/session.ts';
import panel from '../shared/panel.module.css';
import { Card } from './card.tsx';

type Theme = Me['preferences']['theme'];
const themes = ['light', 'dark', 'system'] as const;

/** The theme; it holds as soon as it is chosen. */
export function LookCard() {
  const { t } = useTranslation(['profile', 'desk']);
  const me = useMe();
  const queryClient = useQueryClient();
  const themeId = useId();
  const { setColorScheme } = useMantineColorScheme();
  const toTheme = (theme: Theme) => {
    setColorScheme(theme === 'system' ? 'auto' : theme);
    saveProfile(queryClient, me, { preferences: { theme } }).catch(notifyProblem);
  };
  return (
    <Card setting="theme" title={t('look.title')} lead={t('look.lead')}>
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
      </div>
    </Card>
  );
}
