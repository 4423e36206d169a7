import { createHash } from 'node:crypto';
import type { Blueprint, BlueprintColumn, BlueprintKind } from '@ventanilla/contracts/blueprint-format';
import { blueprintKinds } from '@ventanilla/contracts/blueprint-format';
import type { BlueprintDifference, ChangedField } from '@ventanilla/contracts/blueprints';
import type { Named } from '@ventanilla/contracts/named.rules';
import { type Comparison, flattened, type Step } from './compare.rules.ts';

type Said = ChangedField['to'];
type NamesByKey = ReadonlyMap<string, Named>;

/** Properties whose value is a text that is read as it stands. */
const texts = [
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
];
const switches = ['active', 'exclusive', 'free', 'isDefault'];
/** Whoever is meant besides teams, in the order in which they are told. */
const roles = ['members', 'assigners', 'owner', 'closers', 'customer'] as const;

/** A comparison as people read it. */
export function tellDifference(
  comparison: Comparison,
  { wanted, present }: { wanted: Blueprint; present: Blueprint },
): BlueprintDifference {
  const { steps, orders, untouched } = comparison;
  const names = new Map(
    [present, wanted].flatMap((blueprint) =>
      [...blueprint.types, ...blueprint.fields].map((item): [string, Named] => [item.key, namesOf(item)]),
    ),
  );
  const isNew = (kind: BlueprintKind) => steps.some((step) => step.kind === kind && step.action === 'add');
  return {
    name: wanted.name,
    nameEn: wanted.nameEn,
    changes: steps.flatMap((step) => (step.action === 'keep' ? [] : [tellStep(step, step.action, names)])),
    reordered: orders.flatMap(({ kind }) => (isNew(kind) ? [] : [kind])),
    kept: blueprintKinds.flatMap((kind) => {
      const kept = steps.filter((step) => step.kind === kind && step.action === 'keep');
      return kept.length === 0
        ? []
        : [{ kind, names: kept.map(({ name, item }) => ({ ...namesOf(item), name })) }];
    }),
    untouched,
    seen: fingerprint(comparison),
  };
}

function tellStep(step: Step, action: Exclude<Step['action'], 'keep'>, names: NamesByKey) {
  const was = step.before ? flattened(step.before) : {};
  const is = flattened(step.item);
  return {
    kind: step.kind,
    ...namesOf(step.item),
    name: step.name,
    action,
    fields: step.fields.map((field) => ({
      field,
      from: tell(field, was[field], names),
      to: tell(field, is[field], names),
    })),
  };
}

/** What somebody called it; in English too, where they did. */
function namesOf(item: object): Named {
  const { name = '', nameEn = null } = item as { name?: string; nameEn?: string | null };
  return { name, nameEn };
}

/** What can be read in a line; null: nothing that can. */
function tell(field: string, value: unknown, names: NamesByKey): Said {
  if (value === undefined || value === null || value === '') return null;
  if (texts.includes(field)) return value as string;
  if (switches.includes(field)) return value === true;
  if (field === 'target') return value as Exclude<Said, null>;
  if (field === 'typeKey') return [names.get(value as string) ?? (value as string)];
  if (field === 'typeKeys') return (value as string[]).map((key) => names.get(key) ?? key);
  if (field === 'options') return (value as { name: string }[]).map(namesOf);
  if (field === 'fields')
    return (value as { fieldKey: string }[]).map(({ fieldKey }) => names.get(fieldKey) ?? fieldKey);
  if (field === 'columns') return (value as BlueprintColumn[]).map(columnWord);
  if (field === 'rules.atMost') return String(value as number);
  if (field === 'rules.replyCloses' || field === 'rules.closeNeeds') return [...(value as string[])];
  if (field.startsWith('rules.') || field.startsWith('notices.')) return tellPeople(value as object);
  return null;
}

/** A built-in column goes by its phrase: `@new`, `@answered`, `@your_turn`. */
function columnWord({ name, source }: BlueprintColumn): string {
  return name ?? (source.kind === 'builtIn' ? `@${source.key}` : '');
}

function tellPeople(who: object): string[] {
  const says = who as { teams?: string[] } & Partial<Record<(typeof roles)[number], boolean>>;
  return [...roles.filter((role) => says[role]).map((role) => `@${role}`), ...(says.teams ?? [])];
}

/** The same for two comparisons that would do the same. */
function fingerprint({ steps, orders }: Comparison): string {
  const done = steps.filter(({ action }) => action !== 'keep');
  const told = done.map(({ kind, id, action, item, before }) => [kind, id, action, item, before]);
  return createHash('sha256')
    .update(JSON.stringify([told, orders]))
    .digest('base64url');
}
