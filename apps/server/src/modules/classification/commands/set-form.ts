import type { fieldForm } from '@ventanilla/contracts/classification-definitions';
import { sql } from 'kysely';
import type { z } from 'zod';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/work.ts';
import { listDepartments } from '../../identity/index.ts';
import { lockClassification, tellChange } from '../classification.store.ts';
import { readClassification } from '../queries/read-classification.ts';

type Form = Omit<z.infer<typeof fieldForm>, 'version'>;

/**
 * Which fields appear in one place, in this order; none takes the form away, and what tickets have in them stays.
 * A retired department keeps its form, for what is in it still. Throws `classification.not_found`,
 * `departments.not_found` and `classification.stale_version`.
 * @param input.version that whoever changes it saw, 0 where there was none; null: it holds whatever was there
 */
export async function setForm(
  { place, placeKey, fields, version }: Form & { version: number | null },
  work: Work,
): Promise<void> {
  await lockClassification(work);
  const all = await readClassification(work.tx);
  const known = (list: readonly { key: string }[], key: string) => list.some((item) => item.key === key);
  const isPlace = {
    always: placeKey === '',
    type: known(all.types, placeKey),
    subject: known(all.subjects, placeKey),
    department: uuid.test(placeKey),
  }[place];
  if (!isPlace || !fields.every(({ fieldKey }) => known(all.fields, fieldKey)))
    throw new AppError('classification.not_found');
  if (place === 'department' && (await listDepartments(work.tx, [placeKey])).length === 0)
    throw new AppError('departments.not_found');
  const before = all.forms.find((form) => form.place === place && form.placeKey === placeKey);
  if (version !== null && (before?.version ?? 0) !== version)
    throw new AppError('classification.stale_version');
  await sql`insert into field_forms (place, place_key) values (${place}, ${placeKey})
    on conflict (place, place_key) do update set version = field_forms.version + 1`.execute(work.tx);
  await sql`delete from field_uses where place = ${place} and place_key = ${placeKey}`.execute(work.tx);
  await sql`insert into field_uses (place, place_key, field_key, required, position)
    select ${place}, ${placeKey}, f.field_key, f.required, f.position
    from unnest(${fields.map(({ fieldKey }) => fieldKey)}::text[], ${fields.map(({ required }) => required)}::text[])
      with ordinality as f (field_key, required, position)
    on conflict do nothing`.execute(work.tx);
  await tellChange({ kind: 'forms', key: placeKey || null, action: 'form.changed', fields: [place] }, work);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
