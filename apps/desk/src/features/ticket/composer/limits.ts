/**
 * Limits that the server keeps too (packages/contracts/src/tickets.ts, compared in limits.test.ts); known here so
 * that they can be said before anything is sent.
 */
export const fileBytesMax = 25 * 1024 * 1024;
/** All files and pictures of one message together. */
export const filesBytesMax = 25 * 1024 * 1024;
export const filesPerMessageMax = 20;
export const messageLengthMax = 200_000;
export const copiesMax = 20;
