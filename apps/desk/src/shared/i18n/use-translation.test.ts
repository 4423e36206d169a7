import i18next from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';
import { LanguageContext, useTranslation } from './use-translation.ts';

beforeAll(async () => {
  const words = (board: string, retry: string) => ({
    board: { title: board },
    desk: { actions: { retry } },
  });
  await i18next.init({
    lng: 'es',
    ns: ['board', 'desk'],
    defaultNS: 'desk',
    resources: { es: words('Mesón', 'Reintentar'), en: words('Desk', 'Try again') },
  });
});

const seen: unknown[] = [];

function Words() {
  const { t, language } = useTranslation(['board', 'desk']);
  const { t: plain } = useTranslation();
  seen.push(t);
  return `${language}: ${t('title')}, ${t('desk:actions.retry')}, ${plain('actions.retry')}`;
}

const drawn = (language: 'es' | 'en') =>
  renderToStaticMarkup(
    createElement(LanguageContext, { value: language }, createElement(Words), createElement(Words)),
  );

it('speaks the language on screen, in the first namespace and in those that are named', () => {
  expect(drawn('es')).toContain('es: Mesón, Reintentar, Reintentar');
  expect(drawn('en')).toContain('en: Desk, Try again, Try again');
});

it('gives all who ask for the same words the same ones, so that drawing many cards makes nothing new', () => {
  seen.length = 0;
  drawn('es');
  drawn('en');
  expect(new Set(seen).size).toBe(2);
});
