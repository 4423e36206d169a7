import { type Named, nameIn } from '@ventanilla/contracts/named.rules';
import type { BlueprintDifference } from '@ventanilla/web';
import type { TFunction } from 'i18next';
import { targetText } from '../../../shared/blueprints/blueprint-words.ts';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';

type T = TFunction<'blueprints'>;
type Field = BlueprintDifference['changes'][number]['fields'][number];
type Said = Field['to'];

const flags = ['orange', 'blue', 'green'] as const;
const people = ['members', 'assigners', 'owner', 'closers', 'customer'] as const;
const needs = ['type', 'priority', 'subject', 'tags', 'time'] as const;
const builtIn = ['new', 'answered', 'your_turn'] as const;
const named = [
  'name',
  'nameEn',
  'publicName',
  'publicNameEn',
  'description',
  'help',
  'meaning',
  'note',
  'template',
  'calendar',
  'team',
  'columns',
  'active',
  'exclusive',
  'free',
  'isDefault',
  'target',
  'typeKey',
  'typeKeys',
  'options',
  'fields',
  'colour',
  'mark',
  'kind',
  'visibility',
  'required',
  'definition',
  'permissions',
  'scope',
  'narrower',
  'filter',
  'targets',
  'pauses',
  'assign',
  'take',
  'flag',
  'close',
  'atMost',
  'replyCloses',
  'closeNeeds',
  'created',
  'assigned',
  'customer_wrote',
  'closed',
] as const;

/** What a property is called; `rules.close` and `notices.flag:blue` are parts of rules and notices. */
function fieldText(field: string, t: T): string {
  const [, part = field] = /^(?:rules|notices)\.(.+)$/.exec(field) ?? [];
  const flag = flags.find((key) => part === `flag:${key}`);
  if (flag)
    return field.startsWith('rules.')
      ? t('field.ofFlag', { flag: t(`flag.${flag}`) })
      : t('field.toldFlag', { flag: t(`flag.${flag}`) });
  const known = named.find((key) => key === part);
  return known ? t(`field.${known}`) : t('field.other');
}

function wordText(word: string | Named, field: string, t: T): string {
  if (typeof word !== 'string') return nameIn(word, currentLanguage());
  const person = people.find((one) => word === `@${one}`);
  if (person) return t(`who.${person}`);
  const column = builtIn.find((one) => word === `@${one}`);
  if (column) return t(`column.${column}`);
  const need = field === 'rules.closeNeeds' ? needs.find((one) => one === word) : undefined;
  return need ? t(`needs.${need}`) : word;
}

function saidText(said: Said, field: string, t: T, language: string): string | null {
  if (said === null) return null;
  if (typeof said === 'boolean') return said ? t('yes') : t('no');
  if (typeof said === 'string') return said;
  if (!Array.isArray(said)) return targetText(said, t);
  if (said.length === 0) return field.startsWith('notices.') ? t('who.nobody') : t('none');
  const words = said.map((word) => wordText(word, field, t));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

/**
 * What one property would be, in a line: before and after where there is something to read, else that it is another.
 * Null for what a new thing has that cannot be read in a line.
 */
export function fieldLine(
  { field, from, to }: Field,
  { isNew, t, language }: { isNew: boolean; t: T; language: string },
) {
  const after = saidText(to, field, t, language);
  if (isNew) return after === null ? null : t('set', { field: fieldText(field, t), to: after });
  const before = saidText(from, field, t, language);
  if (before === null && after === null)
    return t('set', { field: fieldText(field, t), to: t('otherContent') });
  if (before === null) return t('set', { field: fieldText(field, t), to: after });
  return t('change', { field: fieldText(field, t), from: before, to: after ?? t('none') });
}
