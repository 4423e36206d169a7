/** Numbers of the advisory locks that processes of one installation share; each is one purpose. */

/** Held by whoever brings a schema up to date or fills an empty database. */
export const migrationLock = 7_265_001;
/** Shared by every worker process while it lives. */
export const workersLock = 7_265_003;
/** Held while a copy is made: one at a time in all processes, and no migration meanwhile. */
export const backupLock = 7_265_004;
/** Held by whoever counts the clocks of tickets, to the end of its transaction. */
export const slaLock = 7_265_006;
/** Held for a moment by whoever asks for a copy. */
export const backupAskingLock = 7_265_005;
