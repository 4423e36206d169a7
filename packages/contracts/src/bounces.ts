import { z } from 'zod';
import { id, instant } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'people';

/** What another server said later of a mail that had left: it could not be delivered, for good or for now. */
export const bounce = z.object({
  permanent: z.boolean(),
  /** Enhanced status such as `5.1.1` (RFC 3463). */
  status: z.string().nullable(),
  /** The server's own words. */
  said: z.string().nullable(),
  at: instant,
});
export type Bounce = z.infer<typeof bounce>;

/** A bounce of one recipient of a mail; null where the report named none that we wrote to. */
export const recipientBounce = bounce.extend({ recipient: z.string().nullable() });
export type RecipientBounce = z.infer<typeof recipientBounce>;

export const clearBounce = defineRoute({
  operationId: 'clearBounce',
  method: 'DELETE',
  path: '/api/v1/identities/{identityId}/bounce',
  summary: 'Forget that the last mail to an address came back; nothing happens where it did not',
  tag,
  access: 'tickets:reply',
  params: z.object({ identityId: id }),
  responses: { 204: null },
  errors: ['contacts.not_found'],
});

export const bounceRoutes = [clearBounce];
