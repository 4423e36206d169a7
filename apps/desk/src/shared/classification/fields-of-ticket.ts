import type { Classification } from '@ventanilla/web';

export type Field = Classification['fields'][number];

export interface AskedField {
  field: Field;
  required: Field['required'];
}

/** What decides which fields a ticket has. */
export interface Place {
  typeKey: string | null;
  subjectKey: string | null;
  departmentId: string | null;
}

const strength = { no: 0, close: 1, create: 2 } as const;

/**
 * The fields in use that appear on a ticket, each once: what always appears, then by department, type and subject. Where
 * two forms ask for the same one, the stricter holds.
 */
export function fieldsOf(
  place: Place,
  { fields, forms }: Pick<Classification, 'fields' | 'forms'>,
): AskedField[] {
  const keys = {
    always: '',
    department: place.departmentId,
    type: place.typeKey,
    subject: place.subjectKey,
  } as const;
  const asked = new Map<string, AskedField>();
  for (const [where, key] of Object.entries(keys)) {
    const form = forms.find((one) => one.place === where && one.placeKey === key);
    for (const use of form?.fields ?? []) {
      const field = fields.find((one) => one.key === use.fieldKey && one.active);
      if (!field) continue;
      const required = use.required ?? field.required;
      const before = asked.get(field.key);
      if (!before || strength[before.required] < strength[required])
        asked.set(field.key, { field, required });
    }
  }
  return [...asked.values()];
}
