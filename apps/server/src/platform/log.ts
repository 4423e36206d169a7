import pino from 'pino';

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Keys whose values never reach a log line: secrets, and what tells who a person is. */
const hidden = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'email',
  'address',
  'name',
  'subject',
  'text',
  'html',
  'phone',
  'body',
];

/** JSON lines on standard error. Ids, counts, codes and durations only; values under the hidden keys are dropped. */
export function createLog(input: { level: string; destination?: pino.DestinationStream }): Log {
  const paths = hidden.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  return pino(
    {
      level: input.level,
      base: null,
      redact: { paths, remove: true },
      serializers: { err: describeError },
    },
    input.destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** Classes of PostgreSQL's errors whose messages quote names of ours (constraints, tables), not values. */
const quotesNames = /^(23|42)/;

/** What is worth knowing of an error without the values it may quote (SQL parameters, addresses). */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const keepQuoted = typeof code === 'string' && quotesNames.test(code);
  return {
    type: error.name,
    message: withoutValues(error.message, keepQuoted),
    code,
    constraint,
    table,
    // The lines before the frames repeat the message.
    stack: error.stack
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at '))
      .slice(0, 7),
    cause: error.cause instanceof Error ? describeError(error.cause) : undefined,
  };
}

/** Addresses and whatever stands between quotes, which is where messages repeat what they were given. */
function withoutValues(message: string, keepQuoted: boolean): string {
  const masked = message.replace(/[^\s<>"']+@[^\s<>"']+/g, '…@…');
  return (keepQuoted ? masked : masked.replace(/"[^"]*"/g, '"…"')).slice(0, 500);
}
