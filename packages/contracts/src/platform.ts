import { z } from 'zod';
import { id, instant, page, pageQuery } from './common.ts';
import { defineRoute } from './route.ts';

const tag = 'platform';

export const getHealth = defineRoute({
  operationId: 'getHealth',
  method: 'GET',
  path: '/healthz',
  summary: 'The process lives',
  tag,
  access: 'public',
  responses: { 200: z.object({ status: z.literal('ok') }) },
  errors: [],
});

export const getReadiness = defineRoute({
  operationId: 'getReadiness',
  method: 'GET',
  path: '/readyz',
  summary: 'The process can do its work: database reachable, schema current, not stopping',
  tag,
  access: 'public',
  responses: {
    200: z.object({ status: z.literal('ready') }),
    503: z.object({ status: z.literal('not_ready'), reasons: z.array(z.string()) }),
  },
  errors: [],
});

export const getOpenApi = defineRoute({
  operationId: 'getOpenApi',
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'This API, as OpenAPI 3.1',
  tag,
  access: 'public',
  responses: { 200: z.record(z.string(), z.unknown()) },
  errors: [],
});

/** An event that a reaction could not process, or one parked behind it. */
export const setAsideEvent = z.object({
  id,
  consumer: z.string(),
  position: z.number().int(),
  eventType: z.string(),
  subjectId: z.string(),
  state: z.enum(['failed', 'parked']),
  error: z.string().nullable(),
  attempts: z.number().int(),
  at: instant,
});

export const listSetAside = defineRoute({
  operationId: 'listSetAside',
  method: 'GET',
  path: '/api/v1/set-aside',
  summary: 'Events that a reaction set aside, newest first',
  tag,
  access: 'set_aside:manage',
  query: pageQuery,
  responses: { 200: page(setAsideEvent) },
  errors: [],
});

export const retrySetAside = defineRoute({
  operationId: 'retrySetAside',
  method: 'POST',
  path: '/api/v1/set-aside/{setAsideId}/retry',
  summary: 'Try an event set aside again, and those parked behind it',
  tag,
  access: 'set_aside:manage',
  params: z.object({ setAsideId: id }),
  responses: { 200: z.object({ processed: z.number().int(), left: z.number().int() }) },
  errors: ['set_aside.not_found'],
});

export const platformRoutes = [getHealth, getReadiness, getOpenApi, listSetAside, retrySetAside];
