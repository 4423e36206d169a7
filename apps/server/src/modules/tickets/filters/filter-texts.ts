import type { Filter } from '@ventanilla/contracts/filters';
import type { Actor } from '../../../platform/actor.ts';
import type { Db } from '../../../platform/db/database.ts';
import { loadNames } from './text/load-names.ts';
import { writeFilter } from './text/write-filter.ts';

/** Some filters as text in the reader's language, in their order; names are looked up once for all of them. */
export async function filterTexts(filters: readonly Filter[], actor: Actor, db: Db): Promise<string[]> {
  if (filters.length === 0) return [];
  const names = await loadNames({ filter: { or: [...filters] } }, actor, db);
  return filters.map((filter) => writeFilter(filter, names));
}
