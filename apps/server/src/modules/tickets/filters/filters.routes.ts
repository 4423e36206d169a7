import * as contract from '@ventanilla/contracts/filter-routes';
import { type Filter, filter as filterSchema } from '@ventanilla/contracts/filters';
import { exportTickets, listTickets } from '@ventanilla/contracts/views';
import type { Actor } from '../../../platform/actor.ts';
import { recordAudit } from '../../../platform/audit.ts';
import { withinTime } from '../../../platform/db/within-time.ts';
import { AppError } from '../../../platform/errors.ts';
import { type RouteBinding, route } from '../../../platform/http/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import * as exporting from '../export/export-tickets.ts';
import { sendExport } from '../export/send-export.ts';
import { tellExport } from '../export/tell-export.ts';
import * as list from '../queries/list.ts';
import type { FilterClock } from './filter-clock.ts';
import { dayOfMoment } from './filter-time.ts';
import { previewFilter } from './preview-filter.ts';
import { completeFilter } from './text/complete-filter.ts';
import { loadNames, mentionedNames } from './text/load-names.ts';
import { readFilter } from './text/read-filter.ts';
import { writeFilter } from './text/write-filter.ts';

/** For each statement of a preview: whoever waits longer has changed the filter by then. */
const previewMs = 3_000;
const tooSlow = (cause: unknown) => new AppError('tickets.search_too_slow', { cause });

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Throws `filters.invalid`. */
function parseFilter(json: string | undefined): Filter {
  if (json === undefined) return { and: [] };
  try {
    return filterSchema.parse(JSON.parse(json));
  } catch (cause) {
    throw new AppError('filters.invalid', { cause });
  }
}

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
    route(listTickets, ({ query, actor }) =>
      withinTime({ ms: previewMs, late: tooSlow }, db, async (tx) => {
        const ids = query.ids?.split(',').filter((id) => uuid.test(id));
        const filter = parseFilter(query.filter);
        return list.listTickets({ ...query, filter, ids, actor, time: await clock.read(tx) }, tx);
      }),
    ),
    route(exportTickets, async ({ query, actor, transact, reply }) => {
      const filter = parseFilter(query.filter);
      const time = await clock.read(db);
      const details = { filter, sort: query.sort, format: query.format };
      const entry = { action: 'tickets.exported', subjectType: 'agent', subjectId: actor.id ?? '', details };
      await transact((work) => recordAudit(entry, work));
      const asked = { ...query, filter, actor, time };
      const onRows = await tellExport(asked, db);
      const rows = exporting.exportTickets({ ...asked, onRows }, db);
      const { language } = actor;
      return sendExport({ ...query, rows, language, day: dayOfMoment('today', time) }, reply);
    }),
  ];
}
