import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Moon, Sun } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { BrandMark } from '../../shared/brand/brand-mark.tsx';
import { useBrandTint } from '../../shared/brand/use-brand-tint.ts';
import { setLanguage } from '../../shared/i18n/i18n.ts';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { AuthArt } from './auth-art.tsx';
import classes from './auth-layout.module.css';
import { brandQuery } from './brand.queries.ts';

/** The page before signing in: language and theme at the top, the form in the middle, the window beside it. */
export function AuthLayout({
  title,
  subtitle,
  announce = false,
  children,
}: {
  title: string;
  subtitle: string;
  /** Takes the place of a form that was sent: its title gets the focus, so that listeners hear the outcome. */
  announce?: boolean;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (announce) heading.current?.focus();
  }, [announce]);
  const { t, language } = useTranslation(['session', 'desk']);
  const { data: brand } = useQuery(brandQuery);
  useBrandTint(brand?.color);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme();
  const isEnglish = language === 'en';
  const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true };
  return (
    <div className={classes.auth}>
      <main className={classes.form}>
        <div className={classes.top}>
          <BrandMark name={brand?.name ?? ''} logoUrl={brand?.logoUrl ?? null} labelClass={classes.brand} />
          <Button
            variant="subtle"
            size="xs"
            lang={isEnglish ? 'es' : 'en'}
            onClick={() => void setLanguage(isEnglish ? 'es' : 'en')}
          >
            {isEnglish ? t('desk:userMenu.spanish') : t('desk:userMenu.english')}
          </Button>
          <ActionIcon
            aria-label={t('theme')}
            title={t('theme')}
            onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
          >
            {scheme === 'dark' ? <Sun {...icon} /> : <Moon {...icon} />}
          </ActionIcon>
        </div>
        <div className={classes.middle}>
          <h1 className={classes.title} ref={heading} tabIndex={announce ? -1 : undefined}>
            {title}
          </h1>
          <p className={classes.subtitle}>{subtitle}</p>
          {children}
        </div>
      </main>
      <aside className={classes.art} aria-hidden="true">
        <AuthArt />
      </aside>
    </div>
  );
}
