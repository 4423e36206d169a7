/** Further changes are joined for this long after one that left at once. */
export const joinMs = 100;
/** Safety net under the notices of the log. */
export const pollMs = 5_000;
/** A comment line keeps proxies from closing a stream that has nothing to say. */
export const pingMs = 15_000;
/** After so many pings (30 min) the server ends a stream, and its reader is identified anew when it comes back. */
export const pingsPerStreamMax = 120;

/** Rows of the log read in one query. */
export const batchRowsMax = 500;
/** A reader further behind than this fetches everything anew: it costs less than the replay. */
export const replayRowsMax = 5_000;
/** Tickets in one frame. */
export const frameTicketsMax = 500;
/** Replays under way at once; after a restart everybody comes back in the same second. */
export const replaysAtOnceMax = 2;

/** Bytes that wait for one reader before it is closed as too slow. */
export const bufferedBytesMax = 1024 * 1024;
/** Streams of one agent or key in this process. */
export const streamsPerActorMax = 100;
/** How long the last frame of a stream may take to leave. */
export const endMsMax = 1_000;

/** Scopes remembered, and per scope the tickets its readers were told of. */
export const groupsMax = 200;
export const knownTicketsMax = 20_000;
