/**
 * Changes that follow one that left at once are joined: for the least after a time without any, for twice as long each
 * time that they keep coming, up to the most. So an answer and what follows from it make nobody else's wait.
 */
export const joinMs = { least: 25, most: 100 };
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

/** Notices of presence between processes. */
export const presenceChannel = 'presence';
/** How often those who said nothing for too long are dropped. */
export const presenceSweepMs = 2_000;
/** Changes of presence are joined for this long. */
export const presenceJoinMs = 100;
/** After an agent's last stream here ends, they may come back for this long before they count as gone. */
export const presenceGraceMs = 5_000;
/** Tabs of one agent that are remembered; the one longest unheard of is forgotten. */
export const tabsPerAgentMax = 20;
/** Tabs remembered in all; what is announced beyond is not shown. */
export const presentTabsMax = 5_000;
/** Agents named in one ticket. */
export const agentsPerTicketMax = 20;
/** Announcements of one agent in this process within a minute. */
export const announcementsPerMinuteMax = 240;

/** Tells every process whose streams one of them has. */
export const hereChannel = 'ventanilla_here';
/** How often a process says again who is here, and how long that holds, in ms. */
export const hereRenewMs = 20_000;
export const hereStaysMs = 50_000;
/** A notice of PostgreSQL takes 8,000 bytes. */
export const hereAgentsPerNotice = 150;
