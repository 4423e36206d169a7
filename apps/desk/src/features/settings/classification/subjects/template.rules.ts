interface NamedField {
  key: string;
  name: string;
}

const keyed = /\{([a-z0-9][a-z0-9_-]{0,59})\}/g;
const braced = /\{([^{}\n]+)\}/g;
const plain = (name: string) => name.trim().toLowerCase();

/** A template as people write it, with names of fields in its braces instead of keys. */
export function templateToEdit(template: string, fields: readonly NamedField[]): string {
  return template.replace(keyed, (whole, key: string) => {
    const field = fields.find((one) => one.key === key);
    return field ? `{${field.name}}` : whole;
  });
}

/** A template as it is saved: names of fields become keys again; other braces stay as they are. */
export function templateToSave(text: string, fields: readonly NamedField[]): string {
  return text.replace(braced, (whole, name: string) => {
    const field = fields.find((one) => plain(one.name) === plain(name));
    return field ? `{${field.key}}` : whole;
  });
}

/** What stands in braces and is no field of the form, each once. */
export function unknownNames(text: string, fields: readonly NamedField[]): string[] {
  const names = [...text.matchAll(braced)].map(([, name = '']) => name.trim());
  return [...new Set(names)].filter((name) => !fields.some((field) => plain(field.name) === plain(name)));
}
