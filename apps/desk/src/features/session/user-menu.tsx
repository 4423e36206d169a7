import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Language } from '@ventanilla/web';
import clsx from 'clsx';
import { Check, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../shared/components/avatar.tsx';
import { ConfirmDialog } from '../../shared/components/confirm-dialog.tsx';
import { notifyProblem } from '../../shared/notify.tsx';
import { useMe } from '../../shared/session/session.ts';
import { changeLanguage, signOut } from './session.commands.ts';
import classes from './user-menu.module.css';

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
const themes = [
  { key: 'light', icon: <Sun {...icon} /> },
  { key: 'dark', icon: <Moon {...icon} /> },
  { key: 'system', icon: <Monitor {...icon} /> },
] as const;
const languages: { key: Language; phrase: 'spanish' | 'english' }[] = [
  { key: 'es', phrase: 'spanish' },
  { key: 'en', phrase: 'english' },
];

/** The person signed in: language, theme and ways out. */
export function UserMenu({ isRail }: { isRail: boolean }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [asking, ask] = useDisclosure(false);

  const leave = async (everywhere: boolean) => {
    try {
      await signOut(queryClient, everywhere);
      await navigate({ to: '/sign-in' });
    } catch (error) {
      notifyProblem(error);
    }
  };
  const toLanguage = (language: Language) => {
    changeLanguage(queryClient, me, language).catch(notifyProblem);
  };
  const mark = (chosen: boolean) => (chosen ? <Check size={14} strokeWidth={2} aria-hidden /> : null);

  return (
    <>
      <Menu position="top-start" withinPortal>
        <Menu.Target>
          <UnstyledButton
            className={clsx(classes.user, isRail && classes.rail)}
            aria-label={t('userMenu.open', { name: me.agent.name })}
          >
            <Avatar name={me.agent.name} />
            <span className={classes.name}>{me.agent.name}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{me.organizationName}</Menu.Label>
          <Menu.Label>{t('userMenu.language')}</Menu.Label>
          {languages.map(({ key, phrase }) => (
            <Menu.Item
              key={key}
              role="menuitemradio"
              aria-checked={i18n.language === key}
              rightSection={mark(i18n.language === key)}
              lang={key}
              onClick={() => toLanguage(key)}
            >
              {t(`userMenu.${phrase}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Label>{t('userMenu.theme')}</Menu.Label>
          {themes.map((option) => {
            const value: MantineColorScheme = option.key === 'system' ? 'auto' : option.key;
            return (
              <Menu.Item
                key={option.key}
                role="menuitemradio"
                aria-checked={colorScheme === value}
                leftSection={option.icon}
                rightSection={mark(colorScheme === value)}
                onClick={() => setColorScheme(value)}
              >
                {t(`userMenu.${option.key}`)}
              </Menu.Item>
            );
          })}
          <Menu.Divider />
          <Menu.Item leftSection={<LogOut {...icon} />} onClick={() => void leave(false)}>
            {t('userMenu.signOut')}
          </Menu.Item>
          <Menu.Item onClick={ask.open}>{t('userMenu.signOutEverywhere')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        onClose={ask.close}
        title={t('userMenu.signOutEverywhereAsk')}
        text={t('userMenu.signOutEverywhereText')}
        confirm={t('userMenu.signOutEverywhere')}
        onConfirm={() => leave(true)}
      />
    </>
  );
}
