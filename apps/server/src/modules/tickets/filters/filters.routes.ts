import * as contract from '@ventanilla/contracts/filter-routes';
import type { Filter } from '@ventanilla/contracts/filters';
import type { Actor } from '../../../platform/actor.ts';
import { withinTime } from '../../../platform/db/within-time.ts';
import { AppError } from '../../../platform/errors.ts';
import { type RouteBinding, route } from '../../../platform/http/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { FilterClock } from './filter-clock.ts';
import { previewFilter } from './preview-filter.ts';
import { completeFilter } from './text/complete-filter.ts';
import { loadNames, mentionedNames } from './text/load-names.ts';
import { readFilter } from './text/read-filter.ts';
import { writeFilter } from './text/write-filter.ts';

/** For each statement of a preview: whoever waits longer has changed the filter by then. */
const previewMs = 3_000;
const tooSlow = (cause: unknown) => new AppError('tickets.search_too_slow', { cause });

/** Filters as text and as trees, and what they find. */
export function filterRoutes({ db }: Platform, { clock }: { clock: FilterClock }): RouteBinding[] {
  const formsOf = async (filter: Filter, actor: Actor) => {
    const names = await loadNames({ filter }, actor, db);
    return { filter, text: writeFilter(filter, names), names: mentionedNames(filter, names) };
  };
  return [
    route(contract.readFilter, async ({ query, actor }) => {
      const { filter, problems } = readFilter(query.text, await loadNames(query, actor, db));
      return { forms: filter && (await formsOf(filter, actor)), problems };
    }),
    route(contract.writeFilter, ({ body, actor }) => formsOf(body.filter, actor)),
    route(contract.completeFilter, async ({ query, actor }) => completeFilter(query, actor, db)),
    route(contract.previewFilter, ({ body, actor }) =>
      withinTime({ ms: previewMs, late: tooSlow }, db, async (tx) =>
        previewFilter({ ...body, actor, time: await clock.read(tx) }, tx),
      ),
    ),
  ];
}
