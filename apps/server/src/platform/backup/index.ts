/** Whole copies of an installation: tables as one snapshot, files once each, and back into an empty place. */
export { BackupError } from './backup-error.ts';
export { listCopies, openFolderCopy, removeCopy, removeUnusedFiles } from './folder-vault.ts';
export { type BackupResult, makeBackup, readFileList } from './make-backup.ts';
export type { BackupManifest } from './manifest.ts';
export { copyId, openCopyAt, openSinkAt } from './open-copy.ts';
export { inspectPlace, restoreDatabase, restoredFrom } from './restore-database.ts';
export { restoreFiles } from './restore-files.ts';
export { verifyEntries } from './verify-backup.ts';
