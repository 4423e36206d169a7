import { z } from 'zod';
import { language, oneLine } from './common.ts';
import { imageBody, imageErrors } from './images.ts';
import { defineRoute } from './route.ts';

const tag = 'organization';

/** A zone of the IANA database that this machine knows. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0);
    return true;
  } catch {
    return false;
  }
}

export const timeZone = z.string().max(60).refine(isTimeZone);
/** `#rrggbb`; its contrast is looked at by the server. */
export const color = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/)
  .toLowerCase();
/** How customers are addressed in Spanish. */
export const addressForm = z.enum(['tu', 'usted']);

/** ISO 4217, of somewhere: what only looks like a code is none. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => Intl.supportedValuesOf('currency').includes(code));

/** The company whose desk this is. */
export const ownOrganization = z.object({
  name: z.string(),
  color: z.string(),
  /** Its address changes with the logo; null: there is none. */
  logoUrl: z.string().nullable(),
  language,
  timeZone: z.string(),
  addressForm,
  /** ISO 4217: what fields that hold money are counted in. */
  currency: z.string(),
  version: z.number().int(),
});
export type OwnOrganization = z.infer<typeof ownOrganization>;

export const getBrand = defineRoute({
  operationId: 'getBrand',
  method: 'GET',
  path: '/api/v1/brand',
  summary: 'Name, colour and logo for whoever has not signed in; empty before the set-up',
  tag,
  access: 'public',
  responses: { 200: ownOrganization.pick({ name: true, color: true, logoUrl: true, language: true }) },
  errors: [],
});

export const getLogo = defineRoute({
  operationId: 'getLogo',
  method: 'GET',
  path: '/api/v1/brand/logo',
  summary: 'The logo, as an image',
  tag,
  access: 'public',
  responses: { 200: null },
  responseType: 'image/*',
  errors: ['organization.no_logo'],
});

export const getOwnOrganization = defineRoute({
  operationId: 'getOwnOrganization',
  method: 'GET',
  path: '/api/v1/organization',
  summary: 'The company whose desk this is',
  tag,
  access: 'session',
  responses: { 200: ownOrganization },
  errors: [],
});

export const updateOwnOrganization = defineRoute({
  operationId: 'updateOwnOrganization',
  method: 'PATCH',
  path: '/api/v1/organization',
  summary: 'Change name, colour, language, time zone, currency or form of address; what is left out stays',
  tag,
  access: 'organization:manage',
  body: z.object({
    name: oneLine(120).optional(),
    color: color.optional(),
    language: language.optional(),
    timeZone: timeZone.optional(),
    addressForm: addressForm.optional(),
    currency: currency.optional(),
  }),
  ifMatch: true,
  responses: { 200: ownOrganization },
  errors: [
    'organization.stale_version',
    'organization.color_under_text',
    'organization.color_on_paper',
    'http.precondition_required',
  ],
});

export const putLogo = defineRoute({
  operationId: 'putLogo',
  method: 'PUT',
  path: '/api/v1/organization/logo',
  summary: 'Upload the logo: PNG, JPEG or WebP up to 5 MB',
  tag,
  access: 'organization:manage',
  rawBody: imageBody,
  responses: { 200: ownOrganization },
  errors: imageErrors,
});

export const removeLogo = defineRoute({
  operationId: 'removeLogo',
  method: 'DELETE',
  path: '/api/v1/organization/logo',
  summary: 'Take the logo away',
  tag,
  access: 'organization:manage',
  responses: { 200: ownOrganization },
  errors: [],
});

export const organizationRoutes = [
  getBrand,
  getLogo,
  getOwnOrganization,
  updateOwnOrganization,
  putLogo,
  removeLogo,
];
