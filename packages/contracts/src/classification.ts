import { z } from 'zod';
import {
  catalogueSubject,
  classification,
  colour,
  definitionKey,
  definitionsMax,
  facetWritten,
  fieldDefinition,
  fieldForm,
  fieldWritten,
  flagDefinition,
  flagWritten,
  definitionName as name,
  nameEn,
  priority,
  priorityWritten,
  statusDefinition,
  statusWritten,
  subjectWritten,
  tagDefinition,
  tagFacet,
  tagWritten,
  text,
  ticketType,
  typeWritten,
} from './classification-definitions.ts';
import { definitionKinds, fieldDemands, fieldKinds, flagKeys, tagMarks } from './classification-kinds.ts';
import { statusCategories } from './events.ts';
import { defineRoute } from './route.ts';

const tag = 'classification';
const made = ['classification.name_taken', 'classification.too_many', 'classification.not_found'] as const;
const changed = [
  'classification.not_found',
  'classification.name_taken',
  'classification.stale_version',
  'http.precondition_required',
] as const;
const one = z.object({ key: definitionKey });
const active = z.boolean();
const access = 'classification:manage' as const;
const path = '/api/v1/classification' as const;

export const getClassification = defineRoute({
  operationId: 'getClassification',
  method: 'GET',
  path,
  summary:
    'Everything by which tickets are told apart: types, priorities, subjects, tags, flags, statuses, fields',
  tag,
  access: 'session',
  responses: { 200: classification },
  errors: [],
});

export const createTicketType = defineRoute({
  operationId: 'createTicketType',
  method: 'POST',
  path: `${path}/types`,
  summary: 'Make a type of tickets, last in order',
  tag,
  access,
  body: z.object({ name, nameEn: nameEn.default(null), description: text(400).default('') }),
  responses: { 201: ticketType },
  errors: made,
});

export const updateTicketType = defineRoute({
  operationId: 'updateTicketType',
  method: 'PATCH',
  path: `${path}/types/{key}`,
  summary: 'Change a type, or retire it',
  tag,
  access,
  params: one,
  body: typeWritten.partial().extend({ active: active.optional() }),
  ifMatch: true,
  responses: { 200: ticketType },
  errors: changed,
});

export const createPriority = defineRoute({
  operationId: 'createPriority',
  method: 'POST',
  path: `${path}/priorities`,
  summary: 'Make a priority, more urgent than all others until the order is changed',
  tag,
  access,
  body: priorityWritten.extend({
    nameEn: nameEn.default(null),
    colour: colour.default('grey'),
    typeKeys: priorityWritten.shape.typeKeys.default([]),
  }),
  responses: { 201: priority },
  errors: made,
});

export const updatePriority = defineRoute({
  operationId: 'updatePriority',
  method: 'PATCH',
  path: `${path}/priorities/{key}`,
  summary: 'Change a priority, its target or the types that may have it, or retire it',
  tag,
  access,
  params: one,
  body: priorityWritten.partial().extend({ active: active.optional() }),
  ifMatch: true,
  responses: { 200: priority },
  errors: changed,
});

export const createSubject = defineRoute({
  operationId: 'createSubject',
  method: 'POST',
  path: `${path}/subjects`,
  summary: 'Add a subject to the catalogue (W4)',
  tag,
  access,
  body: subjectWritten.extend({
    nameEn: nameEn.default(null),
    template: text(4000).default(''),
    typeKey: definitionKey.nullable().default(null),
  }),
  responses: { 201: catalogueSubject },
  errors: made,
});

export const updateSubject = defineRoute({
  operationId: 'updateSubject',
  method: 'PATCH',
  path: `${path}/subjects/{key}`,
  summary: 'Change a subject of the catalogue, or retire it',
  tag,
  access,
  params: one,
  body: subjectWritten.partial().extend({ active: active.optional() }),
  ifMatch: true,
  responses: { 200: catalogueSubject },
  errors: changed,
});

export const createFacet = defineRoute({
  operationId: 'createFacet',
  method: 'POST',
  path: `${path}/facets`,
  summary: 'Make a facet of tags, about tickets or about people (W8, P2)',
  tag,
  access,
  body: facetWritten.extend({
    nameEn: nameEn.default(null),
    about: z.enum(['ticket', 'contact']).default('ticket'),
    exclusive: z.boolean().default(false),
    free: z.boolean().default(false),
    colour: colour.default('grey'),
  }),
  responses: { 201: tagFacet },
  errors: made,
});

export const updateFacet = defineRoute({
  operationId: 'updateFacet',
  method: 'PATCH',
  path: `${path}/facets/{key}`,
  summary: 'Change a facet of tags, or retire it',
  tag,
  access,
  params: one,
  body: facetWritten.partial().extend({ active: active.optional() }),
  ifMatch: true,
  responses: { 200: tagFacet },
  errors: changed,
});

export const createTag = defineRoute({
  operationId: 'createTag',
  method: 'POST',
  path: `${path}/tags`,
  summary: 'Add a tag to a facet',
  tag,
  access,
  body: tagWritten.extend({
    facetKey: definitionKey,
    nameEn: nameEn.default(null),
    colour: colour.nullable().default(null),
    mark: z.enum(tagMarks).nullable().default(null),
  }),
  responses: { 201: tagDefinition },
  errors: made,
});

export const updateTag = defineRoute({
  operationId: 'updateTag',
  method: 'PATCH',
  path: `${path}/tags/{key}`,
  summary: 'Change a tag, or retire it',
  tag,
  access,
  params: one,
  body: tagWritten.partial().extend({ active: active.optional() }),
  ifMatch: true,
  responses: { 200: tagDefinition },
  errors: changed,
});

export const updateFlag = defineRoute({
  operationId: 'updateFlag',
  method: 'PATCH',
  path: `${path}/flags/{key}`,
  summary: 'Say what a flag means here, or retire it (W15)',
  tag,
  access,
  params: z.object({ key: z.enum(flagKeys) }),
  body: flagWritten.partial().extend({ active: active.optional() }),
  ifMatch: true,
  responses: { 200: flagDefinition },
  errors: changed,
});

export const createStatus = defineRoute({
  operationId: 'createStatus',
  method: 'POST',
  path: `${path}/statuses`,
  summary: 'Make a status of a category; the category decides what the product does with it',
  tag,
  access,
  body: statusWritten.extend({ category: z.enum(statusCategories) }),
  responses: { 201: statusDefinition },
  errors: made,
});

export const updateStatus = defineRoute({
  operationId: 'updateStatus',
  method: 'PATCH',
  path: `${path}/statuses/{key}`,
  summary: 'Rename a status, or retire it; each category that the product needs keeps one',
  tag,
  access,
  params: one,
  body: statusWritten.partial().extend({ active: active.optional() }),
  ifMatch: true,
  responses: { 200: statusDefinition },
  errors: [...changed, 'classification.last_status'],
});

export const createField = defineRoute({
  operationId: 'createField',
  method: 'POST',
  path: `${path}/fields`,
  summary: 'Make a field of one’s own; where it appears is said by the forms (W19)',
  tag,
  access,
  body: fieldWritten.extend({
    kind: z.enum(fieldKinds),
    nameEn: nameEn.default(null),
    help: text(400).default(''),
    options: fieldWritten.shape.options.default([]),
    visibility: z.enum(['internal', 'customer']).default('internal'),
    required: z.enum(fieldDemands).default('no'),
  }),
  responses: { 201: fieldDefinition },
  errors: made,
});

export const updateField = defineRoute({
  operationId: 'updateField',
  method: 'PATCH',
  path: `${path}/fields/{key}`,
  summary: 'Change a field, or retire it; an option that is left out is retired, never removed',
  tag,
  access,
  params: one,
  body: fieldWritten.partial().extend({ active: active.optional() }),
  ifMatch: true,
  responses: { 200: fieldDefinition },
  errors: changed,
});

export const orderDefinitions = defineRoute({
  operationId: 'orderDefinitions',
  method: 'PUT',
  path: `${path}/order`,
  summary: 'Put the definitions of one kind in an order; those that are not named come last, as they were',
  tag,
  access,
  body: z.object({
    kind: z.enum(definitionKinds),
    keys: z.array(definitionKey).max(definitionsMax.tags),
  }),
  responses: { 200: classification },
  errors: [],
});

export const setForm = defineRoute({
  operationId: 'setForm',
  method: 'PUT',
  path: `${path}/forms`,
  summary:
    'Say which fields appear in one place: always, or with a type, a subject or a department (W10, W19); the version of a form that is not there yet is 0',
  tag,
  access,
  body: fieldForm.omit({ version: true }).extend({
    placeKey: z.string().max(60).default(''),
    fields: fieldForm.shape.fields.max(definitionsMax.each),
  }),
  ifMatch: true,
  responses: { 200: classification },
  errors: [
    'classification.not_found',
    'classification.stale_version',
    'departments.not_found',
    'http.precondition_required',
  ],
});

export const classificationRoutes = [
  getClassification,
  createTicketType,
  updateTicketType,
  createPriority,
  updatePriority,
  createSubject,
  updateSubject,
  createFacet,
  updateFacet,
  createTag,
  updateTag,
  updateFlag,
  createStatus,
  updateStatus,
  createField,
  updateField,
  orderDefinitions,
  setForm,
];
