import { z } from 'zod';
import { defineRoute } from './route.ts';

const tag = 'demo';

/** How the example company stands in this installation. */
export const demoStatus = z.object({
  /**
   * `available`: can be added; `adding`: under way in the background; `added`: it is here and stays; `failed`: nothing
   * of it was kept and it may be tried again; `in_use`: there are tickets already, with which it is not mixed.
   */
  state: z.enum(['available', 'adding', 'added', 'failed', 'in_use']),
  /** Share done while it is being added, 0 to 1. */
  progress: z.number().min(0).max(1),
});
export type DemoStatus = z.infer<typeof demoStatus>;

export const getDemo = defineRoute({
  operationId: 'getDemo',
  method: 'GET',
  path: '/api/v1/demo',
  summary: 'Whether the example company is here, can be added, or is being added',
  tag,
  access: 'organization:manage',
  responses: { 200: demoStatus },
  errors: [],
});

export const addDemo = defineRoute({
  operationId: 'addDemo',
  method: 'POST',
  path: '/api/v1/demo',
  summary:
    'Add an example company to an installation without tickets, in the background; its board becomes that of whoever asks, and it stays',
  tag,
  access: 'organization:manage',
  /** Whoever asks knows that it cannot be taken away again. */
  body: z.object({ itStays: z.literal(true) }),
  responses: { 202: demoStatus },
  errors: ['demo.in_use'],
});

export const demoRoutes = [getDemo, addDemo];
