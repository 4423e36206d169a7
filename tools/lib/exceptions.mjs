// Exceptions from the house rules and budgets: path → reason. A path that no longer needs its exception is
// reported, so that this list only ever holds what is true.

/** Files that may hold more than 400 lines. */
export const longFiles = {};

/** Files that may read the machine's clock or its chance. */
export const clockReaders = {
  'apps/server/src/boot/doctor/check-database.ts':
    'Compares the clock of the database with ours, which is the one that counts.',
  'apps/server/src/platform/postgres/owner-lock.ts':
    'Compares its own lock file with processes and files of the operating system, which know no other clock.',
};
