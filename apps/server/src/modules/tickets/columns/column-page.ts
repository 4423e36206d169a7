import type { TicketCard } from '@ventanilla/contracts/tickets';
import type { Db } from '../../../platform/db/database.ts';
import { type CardRow, selectCards, toCard } from '../queries/cards.ts';
import { cursorAfter, pageOfParts, type SortedRow } from '../queries/list.ts';
import { type ColumnQuery, type ColumnsInput, compileColumns } from './column-query.ts';

/** Further cards of one column, in its order. Throws `http.invalid_request` for a cursor that is none of its order. */
export async function readColumnPage(
  {
    column,
    cursor,
    limit,
    ...input
  }: Omit<ColumnsInput, 'columns'> & { column: ColumnQuery; cursor?: string | undefined; limit: number },
  db: Db,
): Promise<{ items: TicketCard[]; nextCursor: string | null }> {
  const { columns } = await compileColumns({ ...input, columns: [column] }, db);
  const { parts, sort } = columns[0]!;
  const { source, tail } = pageOfParts({ parts, sort, cursor, limit: limit + 1 });
  const isPlanKept = typeof column.source === 'string';
  const { rows } = await selectCards({ source, actor: input.actor, tail, isPlanKept }).execute(db);
  const last = rows.length > limit ? (rows[limit - 1] as CardRow & SortedRow) : null;
  return {
    items: rows.slice(0, limit).map((row) => toCard(row, input.actor)),
    nextCursor: last && cursorAfter(last, sort),
  };
}
