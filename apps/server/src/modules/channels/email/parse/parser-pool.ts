import type { ParseReply } from './parse-protocol.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { type ParserChild, startParserChild } from './parser-child-process.ts';
import { processUsage } from './process-usage.ts';

/** How often the parent looks at a working child. Ordinary mail is done before the first look. */
const WATCH_INTERVAL_MS = 100;
/** A child may wait for a busy machine this many times its CPU limit before it counts as hanging. */
const WALL_TIME_FACTOR = 4;
/** Resident memory of a child beyond the limit for mail: Node itself and its code. */
const BASE_MEMORY_MB = 128;
/** Memory is looked at after a mail of this size, and after this many of any size. */
const LARGE_MAIL_BYTES = 1024 * 1024;
const MEMORY_CHECK_MAILS = 100;
const START_MS_MAX = 30_000;
const START_FAILURES_MAX = 3;
const CLOSE_MS_MAX = 2000;
const MEGABYTE = 1024 * 1024;

/** What reading one mail gave. Every failure concerns this mail; trouble with the pool itself rejects. */
export type ParseResult =
  | { ok: true; mail: ParsedMail }
  | { ok: false; reason: 'timeout' | 'crashed' | 'unreadable'; detail: string };

/** The mail was not looked at: the pool is closing or cannot start its process. Try again later. */
export class ParserUnavailableError extends Error {
  override readonly name = 'ParserUnavailableError';
}

export interface ParserLog {
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface ParserPoolOptions {
  /** The child's entry: `parse-child.js` beside the bundle, or the `.ts` source in development. */
  childEntry: string | URL;
  log: ParserLog;
  /** Processes, default 1. They start with the first mail. */
  size?: number;
  /** CPU time for one mail in milliseconds, default 5000. */
  cpuMsMax?: number;
  /** Memory for one mail in megabytes, default 512; file contents count as well. */
  memoryMbMax?: number;
}

export interface ParserPool {
  /** Rejects with `ParserUnavailableError` only; a bad mail is a result. */
  parse(raw: Buffer): Promise<ParseResult>;
  /** Mail in hand is finished, waiting mail is rejected (its raw bytes are stored), processes end. */
  close(): Promise<void>;
}

interface Job {
  id: number;
  raw: Buffer;
  resolve(result: ParseResult): void;
  reject(error: ParserUnavailableError): void;
}

interface Slot {
  child: ParserChild;
  ready: boolean;
  /** Mails answered. */
  served: number;
  /** Told to end; it takes no more mail. */
  retired: boolean;
  job: Job | null;
  /** Why the parent killed it, when it did. */
  verdict: { reason: 'timeout' | 'crashed'; detail: string } | null;
  timer: NodeJS.Timeout | null;
}

/**
 * Reads mail in child processes, because a hostile one may loop or take all memory, and neither may reach
 * the server. A child that dies or hangs fails the mail in its hand only; the rest wait for a fresh one.
 */
export function createParserPool(options: ParserPoolOptions): ParserPool {
  return new ChildParserPool(options);
}

class ChildParserPool implements ParserPool {
  readonly #entry: string | URL;
  readonly #log: ParserLog;
  readonly #size: number;
  readonly #cpuMsMax: number;
  readonly #memoryMbMax: number;
  readonly #waiting: Job[] = [];
  readonly #slots = new Set<Slot>();
  #nextId = 1;
  #startFailures = 0;
  #closing = false;
  #onEmpty: (() => void) | null = null;

  constructor(options: ParserPoolOptions) {
    this.#entry = options.childEntry;
    this.#log = options.log;
    this.#size = options.size ?? 1;
    this.#cpuMsMax = options.cpuMsMax ?? 5000;
    this.#memoryMbMax = options.memoryMbMax ?? 512;
  }

  parse(raw: Buffer): Promise<ParseResult> {
    if (this.#closing) return Promise.reject(new ParserUnavailableError('The parser is closing.'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id: this.#nextId++, raw, resolve, reject });
      this.#pump();
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#rejectWaiting('The parser is closing.');
    for (const slot of this.#slots) if (!slot.job) slot.child.disconnect();
    if (this.#slots.size === 0) return;
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    // Mail in hand has its own watchdog; this one is for a child that does not leave when told to.
    const patience = this.#cpuMsMax * WALL_TIME_FACTOR + CLOSE_MS_MAX;
    const busy = [...this.#slots].some((slot) => slot.job);
    const timer = setTimeout(
      () => this.#slots.forEach((slot) => slot.child.kill()),
      busy ? patience : CLOSE_MS_MAX,
    );
    await empty;
    clearTimeout(timer);
  }

  /** Gives waiting mail to free children, and starts children while there is more mail than children. */
  #pump(): void {
    for (const slot of this.#slots) {
      if (!slot.ready || slot.job || slot.verdict || slot.retired) continue;
      const job = this.#waiting.shift();
      if (!job) return;
      this.#assign(slot, job);
    }
    const starting = [...this.#slots].filter((slot) => !slot.ready).length;
    const missing = Math.min(this.#waiting.length - starting, this.#size - this.#slots.size);
    for (let count = 0; count < missing; count += 1) this.#start();
  }

  #start(): void {
    const slot: Slot = {
      child: undefined as never,
      ready: false,
      served: 0,
      retired: false,
      job: null,
      verdict: null,
      timer: null,
    };
    slot.child = startParserChild(
      { entry: this.#entry, memoryMbMax: this.#memoryMbMax },
      { onReply: (reply) => this.#onReply(slot, reply), onGone: (detail) => this.#onGone(slot, detail) },
    );
    slot.timer = setTimeout(() => slot.child.kill(), START_MS_MAX);
    this.#slots.add(slot);
  }

  #assign(slot: Slot, job: Job): void {
    slot.job = job;
    slot.child.holdParent(true);
    this.#watch(slot);
    slot.child.send({ id: job.id, raw: job.raw });
  }

  #onReply(slot: Slot, reply: ParseReply): void {
    if (slot.verdict) return;
    if (reply.kind === 'ready') {
      slot.ready = true;
      this.#startFailures = 0;
    } else {
      if (slot.job?.id !== reply.id) return;
      const { job } = slot;
      slot.job = null;
      this.#retireIfBloated(slot, job.raw.length);
      job.resolve(
        reply.kind === 'parsed'
          ? { ok: true, mail: reply.mail }
          : { ok: false, reason: 'unreadable', detail: reply.detail },
      );
    }
    if (slot.timer) clearTimeout(slot.timer);
    slot.timer = null;
    slot.child.holdParent(false);
    if (this.#closing) slot.child.disconnect();
    else this.#pump();
  }

  /** Memory that earlier mail left behind must not count against the next one: a bloated child is replaced. */
  #retireIfBloated(slot: Slot, bytes: number): void {
    slot.served += 1;
    if (bytes < LARGE_MAIL_BYTES && slot.served % MEMORY_CHECK_MAILS !== 0) return;
    const usage = processUsage(slot.child.pid);
    if (!usage || usage.residentBytes < (this.#memoryMbMax / 2) * MEGABYTE) return;
    slot.retired = true;
    slot.child.disconnect();
  }

  #onGone(slot: Slot, detail: string): void {
    if (slot.timer) clearTimeout(slot.timer);
    this.#slots.delete(slot);
    if (slot.job) {
      const failure = slot.verdict ?? { reason: 'crashed' as const, detail };
      this.#log.warn(
        { reason: failure.reason, detail: failure.detail, bytes: slot.job.raw.length },
        'mail parser ended',
      );
      slot.job.resolve({ ok: false, ...failure });
    } else if (!slot.ready && !this.#closing) {
      this.#startFailures += 1;
      this.#log.warn({ detail, failures: this.#startFailures }, 'mail parser did not start');
      if (this.#startFailures >= START_FAILURES_MAX) {
        this.#startFailures = 0;
        this.#rejectWaiting('The mail parser does not start.');
      }
    }
    if (this.#slots.size === 0) this.#onEmpty?.();
    if (!this.#closing) this.#pump();
  }

  #rejectWaiting(message: string): void {
    for (const job of this.#waiting.splice(0)) job.reject(new ParserUnavailableError(message));
  }

  /** CPU time and memory by the kernel's account where it gives one, else by the wall clock. */
  #watch(slot: Slot): void {
    const startedMs = performance.now();
    const before = processUsage(slot.child.pid);
    const look = () => {
      const wallMs = performance.now() - startedMs;
      const now = before ? processUsage(slot.child.pid) : null;
      const cpuMs = before && now ? now.cpuMs - before.cpuMs : wallMs;
      const memoryMb = now ? now.residentBytes / MEGABYTE : 0;
      if (cpuMs > this.#cpuMsMax || wallMs > this.#cpuMsMax * WALL_TIME_FACTOR) {
        slot.verdict = {
          reason: 'timeout',
          detail: `${Math.round(cpuMs)} ms of CPU, ${Math.round(wallMs)} ms in all`,
        };
      } else if (memoryMb > this.#memoryMbMax + BASE_MEMORY_MB) {
        slot.verdict = { reason: 'crashed', detail: `${Math.round(memoryMb)} MB of memory` };
      }
      if (slot.verdict) slot.child.kill();
      else slot.timer = setTimeout(look, WATCH_INTERVAL_MS);
    };
    slot.timer = setTimeout(look, WATCH_INTERVAL_MS);
  }
}
