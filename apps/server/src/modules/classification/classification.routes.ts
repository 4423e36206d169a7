import * as contracts from '@ventanilla/contracts/classification';
import { type RouteBinding, route } from '../../platform/http/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { orderDefinitions } from './commands/order-definitions.ts';
import { setForm } from './commands/set-form.ts';
import { changeDefinition, createDefinition } from './commands/write-definition.ts';
import { readClassification } from './queries/read-classification.ts';

/** Definitions: everybody reads them, administrators write them. */
export function classificationRoutes({ db }: Pick<Platform, 'db'>): RouteBinding[] {
  return [
    route(contracts.getClassification, () => readClassification(db)),
    route(contracts.createTicketType, ({ body, transact }) =>
      transact((work) => createDefinition({ kind: 'types', values: body }, work)),
    ),
    route(contracts.updateTicketType, ({ params, body, ifMatch, transact }) =>
      transact((work) =>
        changeDefinition({ kind: 'types', ...params, version: ifMatch, changes: body }, work),
      ),
    ),
    route(contracts.createPriority, ({ body, transact }) =>
      transact((work) => createDefinition({ kind: 'priorities', values: body }, work)),
    ),
    route(contracts.updatePriority, ({ params, body, ifMatch, transact }) =>
      transact((work) =>
        changeDefinition({ kind: 'priorities', ...params, version: ifMatch, changes: body }, work),
      ),
    ),
    route(contracts.createSubject, ({ body, transact }) =>
      transact((work) => createDefinition({ kind: 'subjects', values: body }, work)),
    ),
    route(contracts.updateSubject, ({ params, body, ifMatch, transact }) =>
      transact((work) =>
        changeDefinition({ kind: 'subjects', ...params, version: ifMatch, changes: body }, work),
      ),
    ),
    route(contracts.createFacet, ({ body, transact }) =>
      transact((work) => createDefinition({ kind: 'facets', values: body }, work)),
    ),
    route(contracts.updateFacet, ({ params, body, ifMatch, transact }) =>
      transact((work) =>
        changeDefinition({ kind: 'facets', ...params, version: ifMatch, changes: body }, work),
      ),
    ),
    route(contracts.createTag, ({ body, transact }) =>
      transact((work) => createDefinition({ kind: 'tags', values: body }, work)),
    ),
    route(contracts.updateTag, ({ params, body, ifMatch, transact }) =>
      transact((work) =>
        changeDefinition({ kind: 'tags', ...params, version: ifMatch, changes: body }, work),
      ),
    ),
    route(contracts.updateFlag, ({ params, body, ifMatch, transact }) =>
      transact((work) =>
        changeDefinition({ kind: 'flags', ...params, version: ifMatch, changes: body }, work),
      ),
    ),
    ...statusAndFieldRoutes(db),
  ];
}

function statusAndFieldRoutes(db: Platform['db']): RouteBinding[] {
  return [
    route(contracts.createStatus, ({ body, transact }) =>
      transact((work) => createDefinition({ kind: 'statuses', values: body }, work)),
    ),
    route(contracts.updateStatus, ({ params, body, ifMatch, transact }) =>
      transact((work) =>
        changeDefinition({ kind: 'statuses', ...params, version: ifMatch, changes: body }, work),
      ),
    ),
    route(contracts.createField, ({ body, transact }) =>
      transact((work) => createDefinition({ kind: 'fields', values: body }, work)),
    ),
    route(contracts.updateField, ({ params, body, ifMatch, transact }) =>
      transact((work) =>
        changeDefinition({ kind: 'fields', ...params, version: ifMatch, changes: body }, work),
      ),
    ),
    route(contracts.orderDefinitions, async ({ body, transact }) => {
      await transact((work) => orderDefinitions(body, work));
      return readClassification(db);
    }),
    route(contracts.setForm, async ({ body, ifMatch, transact }) => {
      await transact((work) => setForm({ ...body, version: ifMatch }, work));
      return readClassification(db);
    }),
  ];
}
