import { z } from 'zod';
import { id, language } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'channels';

/** What a template may name, in Spanish and in English; accents and case do not count. */
export const acknowledgementVariables = {
  name: ['nombre', 'name'],
  number: ['número', 'number'],
  subject: ['asunto', 'subject'],
  mailbox: ['buzón', 'mailbox'],
  organization: ['organización', 'organization'],
} as const;
export type AcknowledgementVariable = keyof typeof acknowledgementVariables;

/** Plain text with `{{names}}`; what stands for them is never read as markup, header or template. */
export const acknowledgementTemplate = z.object({
  subject: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(4000),
});
export type AcknowledgementTemplate = z.infer<typeof acknowledgementTemplate>;

const settings = z.object({
  enabled: z.boolean(),
  /** The one of the two that is sent. */
  language,
  templates: z.object({ es: acknowledgementTemplate, en: acknowledgementTemplate }),
});

export const acknowledgement = settings.extend({
  /** 0 while nobody has changed it. */
  version: z.number().int(),
});
export type Acknowledgement = z.infer<typeof acknowledgement>;

const params = z.object({ mailboxId: id });

export const getAcknowledgement = defineRoute({
  operationId: 'getAcknowledgement',
  method: 'GET',
  path: '/api/v1/mailboxes/{mailboxId}/acknowledgement',
  summary: 'What a mailbox answers by itself to a new ticket; off unless somebody turned it on',
  tag,
  access: 'mailboxes:manage',
  params,
  responses: { 200: acknowledgement },
  errors: ['mailboxes.not_found'],
});

export const setAcknowledgement = defineRoute({
  operationId: 'setAcknowledgement',
  method: 'PUT',
  path: '/api/v1/mailboxes/{mailboxId}/acknowledgement',
  summary: 'Change what a mailbox answers by itself, or turn it on or off',
  tag,
  access: 'mailboxes:manage',
  params,
  body: settings,
  ifMatch: true,
  responses: { 200: acknowledgement },
  errors: [
    'mailboxes.not_found',
    'mailboxes.stale_version',
    'acknowledgements.unknown_variable',
    'http.precondition_required',
  ],
});

export const previewAcknowledgement = defineRoute({
  operationId: 'previewAcknowledgement',
  method: 'POST',
  path: '/api/v1/mailboxes/{mailboxId}/acknowledgement/preview',
  summary: 'A template as a customer would read it, with an invented ticket; nothing is kept or sent',
  tag,
  access: 'mailboxes:manage',
  params,
  body: z.object({ template: acknowledgementTemplate, language }),
  responses: { 200: z.object({ subject: z.string(), body: z.string() }) },
  errors: ['mailboxes.not_found', 'acknowledgements.unknown_variable'],
});

export const acknowledgementRoutes = [getAcknowledgement, setAcknowledgement, previewAcknowledgement];
