import { defaultNoticeChoices, type NoticeChoices } from '@ventanilla/contracts/notification.rules';
import { notifications } from '@ventanilla/phrases/es/notifications';
import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { sentencesOf } from './sentences.ts';

beforeAll(async () => {
  await i18next.init({
    lng: 'es',
    resources: { es: { notifications } },
    interpolation: { escapeValue: false },
  });
});

const say = (notices: Partial<NoticeChoices>, sounds = true) =>
  sentencesOf(
    {
      preferences: { notices: { ...defaultNoticeChoices, ...notices }, sounds, desktopNotices: false },
      kinds: ['assigned', 'breached'],
    },
    i18next.getFixedT('es', 'notifications'),
  );
const mailed = {
  kinds: {
    ...defaultNoticeChoices.kinds,
    breached: { app: true, sound: false, desktop: false, email: true },
  },
};

it.each([
  [
    'what is usual',
    {},
    [
      'Suena cuando te asignan un ticket o se vence algo tuyo, o algo que nadie tiene.',
      'No te llega correo por tus avisos.',
    ],
  ],
  [
    'mail once a day with quiet nights and Sundays',
    {
      ...mailed,
      digest: { how: 'daily', at: '18:00' },
      quiet: { from: '20:00', to: '08:00', restDays: [6, 7] },
    },
    [
      'Suena cuando te asignan un ticket.',
      'A las 18:00 te llega un correo con lo que no has leído, cuando se vence algo tuyo, o algo que nadie tiene.',
      'De 20:00 a 08:00 hay silencio; a las 08:00 llega junto el correo que esperaba.',
      'Silencio todo el día: sábado y domingo.',
    ],
  ],
] as const)('says %s in whole sentences', (_what, notices, expected) => {
  expect(say(notices as Partial<NoticeChoices>)).toEqual(expected);
});

it('says that nothing sounds where sound is off altogether', () => {
  expect(say({}, false)[0]).toBe('Nada suena.');
});
