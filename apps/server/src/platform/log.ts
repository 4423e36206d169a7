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

/** What is worth knowing of an error without the values it may quote (SQL parameters, addresses). */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: error.name,
    message: error.message.replace(/[^\s<>"']+@[^\s<>"']+/g, '…@…').slice(0, 500),
    code,
    constraint,
    table,
    stack: error.stack?.split('\n').slice(1, 8).map((line) => line.trim()),
    cause: error.cause instanceof Error ? describeError(error.cause) : undefined,
  };
}
