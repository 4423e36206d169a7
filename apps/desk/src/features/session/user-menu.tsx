import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Language } from '@ventanilla/web';
import clsx from 'clsx';
import { Check, LogOut, UserRound } from 'lucide-react';
import { useActions } from '../../shared/actions/use-actions.ts';
import { Avatar } from '../../shared/components/avatar.tsx';
import { ConfirmDialog } from '../../shared/components/confirm-dialog.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../shared/notify.tsx';
import { saveProfile } from '../../shared/session/save-profile.ts';
import { useMe } from '../../shared/session/session.ts';
import { useOwnTheme } from '../../shared/session/use-own-theme.ts';
import { changeLanguage, signOut } from './session.commands.ts';
import classes from './user-menu.module.css';

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
const themes = [
  { key: 'light', value: 'light' },
  { key: 'dark', value: 'dark' },
  { key: 'system', value: 'auto' },
] as const;
const languages: { key: Language; phrase: 'spanish' | 'english' }[] = [
  { key: 'es', phrase: 'spanish' },
  { key: 'en', phrase: 'english' },
];

/** The person signed in: language, theme and ways out. */
export function UserMenu({ isRail }: { isRail: boolean }) {
  const { t, language } = useTranslation(['desk', 'profile', 'keys']);
  const me = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useOwnTheme();
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
  const toTheme = (scheme: MantineColorScheme) => {
    setColorScheme(scheme);
    const theme = scheme === 'auto' ? 'system' : scheme;
    saveProfile(queryClient, me, { preferences: { theme } }).catch(notifyProblem);
  };

  useActions('everywhere', [
    ...themes
      .flatMap(({ key, value }) => (key === 'system' || value === colorScheme ? [] : [{ key, value }]))
      .map(({ key, value }) => ({ id: key, name: t(`keys:look.${key}`), run: () => toTheme(value) })),
    ...languages
      .filter(({ key }) => key !== language)
      .map(({ key }) => ({ id: key, name: t(`keys:look.${key}`), run: () => toLanguage(key) })),
    { id: 'sign-out', name: t('keys:go.signOut'), run: () => void leave(false) },
  ]);

  return (
    <>
      <Menu
        position="top-start"
        withinPortal={false}
        checkIcon={<Check size={14} strokeWidth={2} aria-hidden />}
      >
        <Menu.Target>
          <UnstyledButton
            className={clsx(classes.user, isRail && classes.rail)}
            aria-label={t('userMenu.open', { name: me.agent.name })}
          >
            <Avatar name={me.agent.name} photoUrl={me.agent.photoUrl} />
            <span className={classes.name} data-short={me.agent.name.split(' ')[0]}>
              <span>{me.agent.name}</span>
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{me.organizationName}</Menu.Label>
          <Menu.Item
            leftSection={<UserRound {...icon} />}
            renderRoot={(props) => <Link to="/profile" {...props} />}
          >
            {t('userMenu.profile')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('userMenu.language')}</Menu.Label>
          <Menu.RadioGroup value={language} onChange={(value) => toLanguage(value as Language)}>
            {languages.map(({ key, phrase }) => (
              <Menu.RadioItem key={key} value={key} lang={key} closeMenuOnClick>
                {t(`userMenu.${phrase}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Label>{t('userMenu.theme')}</Menu.Label>
          <Menu.RadioGroup value={colorScheme} onChange={(value) => toTheme(value as MantineColorScheme)}>
            {themes.map(({ key, value }) => (
              <Menu.RadioItem key={key} value={value} closeMenuOnClick>
                {t(`userMenu.${key}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
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
