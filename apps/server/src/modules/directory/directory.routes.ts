import { clearBounce } from '@ventanilla/contracts/bounces';
import { findContacts, findOrganizations } from '@ventanilla/contracts/new-ticket';
import * as organizations from '@ventanilla/contracts/organizations';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { clearBounceMark } from './commands/bounce-marks.ts';
import { updateOrganization } from './commands/update-organization.ts';
import * as find from './queries/find-in-directory.ts';
import { listOrganizationChanges, listOrganizationSettings } from './queries/organization-settings.ts';

/** The routes of people and organisations; what each demands and gives stands in its contract. */
export function directoryRoutes({ db }: Pick<Platform, 'db'>): RouteBinding[] {
  return [
    route(findContacts, async ({ query }) => ({ items: await find.findContacts(query, db) })),
    route(findOrganizations, async ({ query }) => ({ items: await find.findOrganizations(query, db) })),
    route(organizations.listOrganizationSettings, ({ query }) => listOrganizationSettings(query, db)),
    route(organizations.listOrganizationChanges, async ({ params }) => ({
      items: await listOrganizationChanges(params, db),
    })),
    route(organizations.updateOrganization, ({ params, body, ifMatch, transact }) =>
      transact((work) => updateOrganization({ ...params, version: ifMatch, changes: body }, work)),
    ),
    route(clearBounce, async ({ params, transact }) => {
      await transact((work) => clearBounceMark({ ...params, how: 'by_hand' }, work));
      return undefined;
    }),
  ];
}
