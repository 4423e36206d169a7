/** Why a copy or its restoration did not go well; each has a phrase. */
export const backupProblems = [
  /** Another process makes a copy of this installation right now. */
  'running',
  /** A file stands where the copy should go. */
  'exists',
  'folder_unwritable',
  /** The folder keeps the copies of another installation. */
  'folder_of_another',
  'no_space',
  /** Read back, it is not what was written. */
  'damaged',
  /** It is no copy of ours, or of a later format. */
  'not_a_backup',
  /** It was made by a newer program. */
  'newer',
  /** The place to restore into holds something. */
  'not_empty',
  /** Another restoration stopped half way here. */
  'half_restored',
  /** A program is using the database. */
  'in_use',
  /** The keys given are not those of the copy. */
  'wrong_keys',
  'interrupted',
  'failed',
] as const;
export type BackupProblem = (typeof backupProblems)[number];

/** A copy or restoration that was refused or failed; `params` fill its phrase. */
export class BackupError extends Error {
  readonly problem: BackupProblem;
  readonly params: Record<string, string | number>;
  constructor(problem: BackupProblem, params: Record<string, string | number> = {}, cause?: unknown) {
    super(`backup: ${problem}`, cause === undefined ? undefined : { cause });
    this.name = 'BackupError';
    this.problem = problem;
    this.params = params;
  }
}

/** The problem behind a failure of the disk; null for any other error. */
export function diskProblem(error: unknown, place: string): BackupError | null {
  const { code } = (error ?? {}) as { code?: string };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new BackupError('no_space', { place }, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') {
    return new BackupError('folder_unwritable', { place }, error);
  }
  return null;
}
