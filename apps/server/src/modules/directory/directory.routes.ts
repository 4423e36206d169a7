import { clearBounce } from '@ventanilla/contracts/bounces';
import { findContacts, findOrganizations } from '@ventanilla/contracts/new-ticket';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { clearBounceMark } from './commands/bounce-marks.ts';
import * as find from './queries/find-in-directory.ts';

/** The routes of people and organisations; what each demands and gives stands in its contract. */
export function directoryRoutes({ db }: Pick<Platform, 'db'>): RouteBinding[] {
  return [
    route(findContacts, async ({ query }) => ({ items: await find.findContacts(query, db) })),
    route(findOrganizations, async ({ query }) => ({ items: await find.findOrganizations(query, db) })),
    route(clearBounce, async ({ params, transact }) => {
      await transact((work) => clearBounceMark({ ...params, how: 'by_hand' }, work));
      return undefined;
    }),
  ];
}
