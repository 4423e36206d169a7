import type * as shapes from '@ventanilla/contracts/classification-definitions';
import type { DefinitionKind, FieldKind } from '@ventanilla/contracts/classification-kinds';
import type { StatusCategory } from '@ventanilla/contracts/events';
import type { z } from 'zod';

type Written<S extends z.ZodType> = z.output<S>;

/** What a definition of each kind says, whole; what stands apart never changes once it is made. */
export interface DefinitionValues {
  types: Written<typeof shapes.typeWritten>;
  priorities: Written<typeof shapes.priorityWritten>;
  subjects: Written<typeof shapes.subjectWritten>;
  facets: Written<typeof shapes.facetWritten> & { about: 'ticket' | 'contact' };
  tags: Written<typeof shapes.tagWritten> & { facetKey: string };
  flags: Written<typeof shapes.flagWritten>;
  statuses: Written<typeof shapes.statusWritten> & { category: StatusCategory };
  fields: Written<typeof shapes.fieldWritten> & { kind: FieldKind };
}

interface KindSpec {
  table: string;
  /** Column of each property that is kept as it is. */
  columns: { name: string } & Record<string, string>;
  /** Of them, those that are never written again. */
  fixed: readonly string[];
  /** Of them, those that hold JSON. */
  json: readonly string[];
  /** Property of the group within which a name is one's own. */
  nameWithin?: string;
}

const named = { name: 'name', nameEn: 'name_en' };

/** Where each kind of definition is kept. */
export const kindSpecs: Record<DefinitionKind, KindSpec> = {
  types: { table: 'ticket_types', columns: { ...named, description: 'description' }, fixed: [], json: [] },
  priorities: {
    table: 'priorities',
    columns: { ...named, colour: 'colour', target: 'target' },
    fixed: [],
    json: ['target'],
  },
  subjects: {
    table: 'subjects',
    columns: { ...named, template: 'template', typeKey: 'type_key' },
    fixed: [],
    json: [],
  },
  facets: {
    table: 'tag_facets',
    columns: { ...named, about: 'about', exclusive: 'exclusive', free: 'free', colour: 'colour' },
    fixed: ['about'],
    json: [],
  },
  tags: {
    table: 'tags',
    columns: { ...named, facetKey: 'facet_key', colour: 'colour', mark: 'mark' },
    fixed: ['facetKey'],
    json: [],
    nameWithin: 'facetKey',
  },
  flags: { table: 'flags', columns: { ...named, meaning: 'meaning' }, fixed: [], json: [] },
  statuses: {
    table: 'statuses',
    columns: {
      name: 'label_es',
      nameEn: 'label_en',
      publicName: 'public_label_es',
      publicNameEn: 'public_label_en',
      category: 'category',
    },
    fixed: ['category'],
    json: [],
  },
  fields: {
    table: 'field_definitions',
    columns: {
      ...named,
      help: 'help',
      kind: 'kind',
      options: 'options',
      visibility: 'visibility',
      required: 'required',
    },
    fixed: ['kind'],
    json: ['options'],
  },
};
