import type { BoardColumnKey } from '@ventanilla/contracts/board';
import { conditionsOf, type Filter, isRelative } from '@ventanilla/contracts/filters';
import type { TicketSort } from '@ventanilla/contracts/views';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { compileFilter, type FilterReader } from '../filters/compile-filter.ts';
import type { FilterClock } from '../filters/filter-clock.ts';
import { isOfFew, isOfOpen, listedFilters } from '../filters/listed-filter.ts';
import { visibleTo } from '../tickets.store.ts';

/** A column as it is asked for: what stands in it, and in which order. */
export interface ColumnQuery {
  id: string;
  source: BoardColumnKey | Filter;
  sort: TicketSort;
}

/** Some columns with whoever reads them. */
export interface ColumnsInput {
  columns: readonly ColumnQuery[];
  actor: Actor;
  clock: FilterClock;
}

/**
 * A column with the condition on rows `t` of tickets that stand in it and that the reader sees; `parts` are those of
 * which no ticket fits two and which together are the same: each is one read of an index. `swept`: its filter, where no
 * index knows which tickets these are but they are among the open ones, so that one pass over those finds what stands in
 * all such columns.
 */
export interface CompiledColumn extends ColumnQuery {
  where: RawBuilder<boolean>;
  parts: readonly RawBuilder<boolean>[];
  swept: Filter | null;
}

/** Fields that change with what stands beside a ticket, without a change of the ticket itself. */
const besideFields: ReadonlySet<string> = new Set([
  'contactTag',
  'mark',
  'ownerTeam',
  'accountManager',
  'successManager',
  'unread',
]);

/** Whether tickets come to what this filter fits, and leave it, without a change of their own. */
export function isTimed(filter: Filter): boolean {
  return (
    isRelative(filter) ||
    conditionsOf(filter).some(({ field, op }) => besideFields.has(field) || op === 'under')
  );
}

/** Columns as they are asked, and whoever asks. Three statements at most, however many columns there are. */
export async function compileColumns(
  { columns, actor, clock }: ColumnsInput,
  db: Db,
): Promise<{ columns: CompiledColumn[]; reader: FilterReader }> {
  const filters = columns.flatMap(({ source }) => (typeof source === 'string' ? [] : [source]));
  const listed = await listedFilters(filters, db);
  const time = filters.some(asksWhen) ? await clock.read(db) : undefined;
  const reader = { ...actor, ...(time && { time }) };
  let next = 0;
  const seen = visibleTo(actor);
  const compiled = columns.map((column) => {
    const filter = typeof column.source === 'string' ? null : listed[next++]!;
    const fitting = filter
      ? [compileFilter(filter, reader)]
      : standsIn(column.source as BoardColumnKey, actor);
    const parts = fitting.map((fits) => sql<boolean>`${fits} and ${seen}`);
    const where = sql<boolean>`(${sql.join(parts, sql` or `)})`;
    return { ...column, parts, where, swept: filter && isOfOpen(filter) && !isOfFew(filter) ? filter : null };
  });
  return { columns: compiled, reader };
}

/** What is one's own stands by its stage, what is nobody's in «Nuevos». */
function standsIn(key: BoardColumnKey, { id }: Actor): RawBuilder<boolean>[] {
  const owners = [sql`t.owner_id = ${id}::uuid`, ...(key === 'new' ? [sql`t.owner_id is null`] : [])];
  return owners.map(
    (owner) => sql<boolean>`${owner} and t.stage = ${sql.lit(key)} and t.closed_at is null and not t.is_spam`,
  );
}

const asksWhen = (filter: Filter) => conditionsOf(filter).some((one) => 'moment' in one || 'period' in one);
