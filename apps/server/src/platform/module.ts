import type { Reaction } from './events/index.ts';
import type { RouteBinding } from './http/index.ts';
import type { JobDefinition } from './jobs/jobs.ts';
import type { TimerKind } from './timers/timers.ts';

/** What a capability brings to the process; `app.ts` lists them all. */
export interface Module {
  name: string;
  routes: readonly RouteBinding[];
  /** Run by workers, each behind its own cursor. */
  reactions?: readonly Reaction[];
  /** What is done when a timer of this kind is due. */
  timers?: readonly TimerKind[];
  /** Slow or periodic work, done by one worker at a time. */
  jobs?: readonly JobDefinition[];
  /** Long-lived work of web processes (streams) or of workers (mailboxes, queues). */
  services?: readonly Service[];
  /**
   * Gives back what dead processes had in hand, so that it need not wait for the end of a lease; called before work
   * begins, and only while no other worker process lives.
   */
  giveBackWork?(): Promise<void>;
}

export interface Service {
  name: string;
  role: 'web' | 'worker';
  start(): Promise<void>;
  /** Ends what is under way within a few seconds. */
  stop(): Promise<void>;
}
