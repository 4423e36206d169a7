import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';

const mark = '/* keep plan */';

/**
 * Stands at the end of a statement that is asked all the time with values that do not matter to its plan: each connection
 * then reads and plans it once, which is about half of what a short statement costs. Not for a search, whose plan
 * depends on how frequent the words are.
 */
export const keepPlan = sql.raw(mark);

/** Texts that are kept; beyond, a statement is planned each time, as without the mark. */
const textsMax = 200;
const names = new Map<string, string>();

function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= textsMax) return null;
  const name = `keep_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

type Run = (config: string | pg.QueryConfig, ...rest: unknown[]) => unknown;

/** Lets a connection keep the plans of the statements that ask for it. */
export function keepPlans(client: pg.PoolClient): void {
  const run: Run = (...given) => Reflect.apply(pg.Client.prototype.query, client, given);
  // Grows when the tables changed under this process: the names then begin anew.
  let generation = 0;
  const kept: Run = (config, ...rest) => {
    const [values, callback] = rest;
    const asked = typeof config === 'string' && Array.isArray(values) && callback === undefined;
    const name = asked && config.endsWith(mark) ? nameOf(config) : null;
    if (!name) return run(config, ...rest);
    const query = { text: config as string, values: values as unknown[] };
    return (run({ ...query, name: `${name}_${generation}` }) as Promise<unknown>).catch((error: unknown) => {
      if (!isOutdated(error)) throw error;
      generation += 1;
      return run(query);
    });
  };
  client.query = kept as typeof client.query;
}

/** A column came to a table that a kept statement reads whole, as when a newer version of us migrates. */
function isOutdated(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === '0A000' && /cached plan/.test(String(message));
}
