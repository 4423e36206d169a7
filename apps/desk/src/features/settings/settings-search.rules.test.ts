import { settings as en } from '@ventanilla/phrases/en/settings';
import { settings as es } from '@ventanilla/phrases/es/settings';
import { describe, expect, it } from 'vitest';
import { settingEntries } from './setting-entries.ts';
import { findSettings } from './settings-search.rules.ts';

const all = (phrases: typeof es) =>
  settingEntries.map((entry) => {
    const { title, words } = phrases.index[entry.key as keyof typeof es.index];
    return { ...entry, title, words };
  });
const first = (text: string, phrases = es) => findSettings(text, all(phrases))[0]?.key;

describe('looking for a setting', () => {
  it.each([
    ['logo', 'logo'],
    ['contraseña', 'password'],
    ['CONTRASENA', 'password'],
    ['color', 'color'],
    ['zona', 'timeZone'],
    ['horario', 'calendars'],
    ['feriado', 'calendars'],
    ['dos pasos', 'twoFactor'],
    ['totp', 'twoFactor'],
    ['imap', 'mailboxes'],
    ['sonido', 'sounds'],
    ['reabr', 'reopenDays'],
    ['bloquear', 'agents'],
    ['token', 'apiKeys'],
  ])('by «%s» finds %s', (text, key) => {
    expect(first(text)).toBe(key);
  });

  it.each([
    ['time zone', 'timeZone'],
    ['password', 'password'],
    ['colour', 'color'],
    ['token', 'apiKeys'],
    ['undo', 'undoSend'],
  ])('in English by “%s” finds %s', (text, key) => {
    expect(first(text, en)).toBe(key);
  });

  it('finds nothing by what is nowhere, and nothing by nothing', () => {
    expect(findSettings('xyzzy', all(es))).toEqual([]);
    expect(findSettings('   ', all(es))).toEqual([]);
  });

  it('wants every word', () => {
    expect(findSettings('logo imap', all(es))).toEqual([]);
  });
});
