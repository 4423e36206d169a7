import { describe, expect, it } from 'vitest';
import { backups as backupsEn } from './en/backups.ts';
import { blueprints as blueprintsEn } from './en/blueprints.ts';
import { calendars as calendarsEn } from './en/calendars.ts';
import { classification as classificationEn } from './en/classification.ts';
import { classify as classifyEn } from './en/classify.ts';
import { departments as departmentsEn } from './en/departments.ts';
import { filters as filtersEn } from './en/filters.ts';
import { en } from './en/index.ts';
import { list as listEn } from './en/list.ts';
import { mailboxes as mailboxesEn } from './en/mailboxes.ts';
import { notifications as notificationsEn } from './en/notifications.ts';
import { profile as profileEn } from './en/profile.ts';
import { roles as rolesEn } from './en/roles.ts';
import { settings as settingsEn } from './en/settings.ts';
import { wizard as wizardEn } from './en/wizard.ts';
import { backups as backupsEs } from './es/backups.ts';
import { blueprints as blueprintsEs } from './es/blueprints.ts';
import { calendars as calendarsEs } from './es/calendars.ts';
import { classification as classificationEs } from './es/classification.ts';
import { classify as classifyEs } from './es/classify.ts';
import { departments as departmentsEs } from './es/departments.ts';
import { filters as filtersEs } from './es/filters.ts';
import { es } from './es/index.ts';
import { list as listEs } from './es/list.ts';
import { mailboxes as mailboxesEs } from './es/mailboxes.ts';
import { notifications as notificationsEs } from './es/notifications.ts';
import { profile as profileEs } from './es/profile.ts';
import { roles as rolesEs } from './es/roles.ts';
import { settings as settingsEs } from './es/settings.ts';
import { wizard as wizardEs } from './es/wizard.ts';

/** Every phrase by its dotted key. */
function flatten(phrases: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(phrases).flatMap(([key, value]: [string, unknown]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value as object, `${prefix}${key}.`)],
    ),
  );
}

const values = (phrase: string) =>
  [...phrase.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort((a, b) => a.localeCompare(b));

describe('phrases of the desk', () => {
  const spanish = flatten({
    ...es,
    backups: backupsEs,
    classify: classifyEs,
    blueprints: blueprintsEs,
    calendars: calendarsEs,
    classification: classificationEs,
    departments: departmentsEs,
    filters: filtersEs,
    list: listEs,
    mailboxes: mailboxesEs,
    notifications: notificationsEs,
    settings: { ...es.settings, ...settingsEs },
    profile: profileEs,
    roles: rolesEs,
    wizard: wizardEs,
  });
  const english = flatten({
    ...en,
    backups: backupsEn,
    classify: classifyEn,
    blueprints: blueprintsEn,
    calendars: calendarsEn,
    classification: classificationEn,
    departments: departmentsEn,
    filters: filtersEn,
    list: listEn,
    mailboxes: mailboxesEn,
    notifications: notificationsEn,
    settings: { ...en.settings, ...settingsEn },
    profile: profileEn,
    roles: rolesEn,
    wizard: wizardEn,
  });

  it('name the same values in both languages', () => {
    const differing = [...spanish].filter(
      ([key, phrase]) => values(phrase).join() !== values(english.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('have a plural for every singular, and nothing is empty', () => {
    const keys = [...spanish.keys()];
    const lonely = keys.filter((key) => key.endsWith('_one') && !spanish.has(key.replace(/_one$/, '_other')));
    const empty = [...spanish, ...english].filter(([, phrase]) => phrase.trim() === '');
    expect({ lonely, empty }).toEqual({ lonely: [], empty: [] });
  });
});
