import { errorPhrases } from '@ventanilla/phrases/en/errors';

/** What each code needs to be told; the values land in the phrase and in the log, never secrets. */
export interface EmbeddedPostgresErrorParams {
  'postgres.unsupported_platform': { platform: string };
  'postgres.binaries_missing': { package: string };
  'postgres.binaries_unusable': { folder: string; reason: string };
  'postgres.root_unusable': { reason: string };
  'postgres.user_unknown': { uid: number };
  'postgres.folder_closed': { folder: string; closed: string; user: string };
  'postgres.folder_unwritable': { folder: string };
  'postgres.folder_foreign': { folder: string };
  'postgres.already_running': { folder: string; pid: number };
  'postgres.foreign_version': { folder: string; found: string; expected: string };
  'postgres.socket_taken': { folder: string; pid: number };
  'postgres.disk_full': { folder: string };
  'postgres.start_failed': { reason: string; log: string };
}

export type EmbeddedPostgresErrorCode = keyof EmbeddedPostgresErrorParams;

/** A start of the embedded PostgreSQL that was refused; the message is one line that says what to do. */
export class EmbeddedPostgresError<
  Code extends EmbeddedPostgresErrorCode = EmbeddedPostgresErrorCode,
> extends Error {
  readonly code: Code;
  readonly params: EmbeddedPostgresErrorParams[Code];

  constructor(code: Code, params: EmbeddedPostgresErrorParams[Code], cause?: unknown) {
    super(fill(errorPhrases[code], params), cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
    this.params = params;
  }
}

function fill(text: string, params: object): string {
  return Object.entries(params).reduce(
    (line, [name, value]) => line.replaceAll(`{{${name}}}`, String(value)),
    text,
  );
}

/** The errno of a failed system call (`ENOSPC`), or null for any other error. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/**
 * Turns the error of a system call on one of our folders into the line that says what to do.
 * Errors that are already ours pass through; what is unknown becomes `postgres.start_failed`.
 */
export function explainSystemError(input: {
  error: unknown;
  folder: string;
  log: string;
}): EmbeddedPostgresError {
  if (input.error instanceof EmbeddedPostgresError) return input.error;
  const errno = errnoOf(input.error);
  const reason = input.error instanceof Error ? input.error.message : String(input.error);
  if (errno === 'ENOSPC' || errno === 'EDQUOT' || isDiskFull(reason)) {
    return new EmbeddedPostgresError('postgres.disk_full', { folder: input.folder }, input.error);
  }
  if (errno === 'EACCES' || errno === 'EPERM' || errno === 'EROFS') {
    return new EmbeddedPostgresError('postgres.folder_unwritable', { folder: input.folder }, input.error);
  }
  return new EmbeddedPostgresError('postgres.start_failed', { reason, log: input.log }, input.error);
}

/** Whether the words of a PostgreSQL program say that the disk (or the quota) is full. */
export function isDiskFull(output: string): boolean {
  return /No space left on device|Disk quota exceeded|ENOSPC/.test(output);
}
