/** Kinds of definitions that an administrator edits; a key of each never changes. */
export const definitionKinds = [
  'types',
  'priorities',
  'subjects',
  'facets',
  'tags',
  'flags',
  'statuses',
  'fields',
] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** The desk draws each in its own shade, light and dark. */
export const colours = ['grey', 'blue', 'green', 'amber', 'orange', 'red', 'accent'] as const;
export type Colour = (typeof colours)[number];

export const flagKeys = ['orange', 'blue', 'green'] as const;
export type FlagKey = (typeof flagKeys)[number];

/** What a tag says besides its name: that a person, or a case, wants particular care (S26). */
export const tagMarks = ['difficult_customer', 'critical_case'] as const;

export const fieldKinds = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'choice',
  'multiple',
  'person',
  'organization',
  'checkbox',
  'url',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** When a field must have a value: never, when somebody opens a ticket by hand, or when somebody closes one. */
export const fieldDemands = ['no', 'create', 'close'] as const;
export type FieldDemand = (typeof fieldDemands)[number];

export const formPlaces = ['always', 'type', 'subject', 'department'] as const;
export type FormPlace = (typeof formPlaces)[number];
