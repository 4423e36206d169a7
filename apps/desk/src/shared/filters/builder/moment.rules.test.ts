import { expect, it } from 'vitest';
import { momentForm, momentText, periodForm, periodText } from './moment.rules.ts';

it.each([
  'now',
  'today',
  'today-18:00',
  'yesterday',
  'tomorrow-09:30',
  '-3d',
  '+2h',
  '-15bd',
  '2026-03-02',
  '2026-03-02-08:00',
])('a moment says the same after it was edited: %s', (text) => {
  expect(momentText(momentForm(text))).toBe(text);
});

it.each(['this_week', 'last_month', 'today', '2026-03-02', '2026-03-02..2026-03-09'])(
  'a period says the same after it was edited: %s',
  (text) => {
    expect(periodText(periodForm(text))).toBe(text);
  },
);

it('says nothing while something is missing or is none', () => {
  expect(momentText(momentForm(''))).toBe('');
  expect(momentText({ ...momentForm('-3d'), count: '99999' })).toBe('');
  expect(momentText({ ...momentForm('2026-03-02'), day: '2026-02-30' })).toBe('');
  expect(periodText({ kind: 'days', from: '2026-03-09', to: '2026-03-02' })).toBe('');
});
