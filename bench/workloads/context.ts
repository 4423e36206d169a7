import type pg from 'pg';
import type { Corpus } from '../../demo/corpus/corpus.ts';
import type { Cluster, CorpusCopy } from '../stack/cluster.ts';
import type { Floor } from '../stack/floor.ts';
import type { Product, Session } from '../stack/product.ts';

/** What a workload measures with: one copy of a corpus, the product and the floor beside it. */
export interface Bench {
  tickets: number;
  cluster: Cluster;
  copy: CorpusCopy;
  corpus: Corpus;
  product: Product;
  floor: Floor;
  /** The agents, each with a session of their own; the first administers. */
  sessions: readonly Session[];
  /** May hand over mail. */
  intakeKey: string;
  /** On the copy, as superuser. */
  database: pg.Client;
  /** Address of a mail server that takes and forgets everything the product sends. */
  sink: { received(): number };
  /** What the product asks its database while nobody asks anything of it, a millisecond; no part of any request. */
  idle: { statements: number; pages: number };
  /** Fewer operations: to try the bench itself. */
  quick: boolean;
  say(line: string): void;
}

/** What one side did for one workload. */
export interface Side {
  count: number;
  /** Milliseconds that the client waited. */
  p50: number;
  p95: number;
  /** CPU of the whole stack (web, application and database) for one operation, in ms. */
  cpuMs: number;
  perSecond: number;
  statements: number;
  commits: number;
  pages: number;
  bytes: number;
  errors: string[];
}

/** A promise and whether it was held. */
export interface Target {
  text: string;
  met: boolean;
  /** What was measured, in the unit of the text. */
  value?: number;
}

export interface Figure {
  workload: string;
  /** What was measured, as the table says it. */
  name: string;
  tickets: number;
  agents: number;
  product: Side | null;
  floor: Side | null;
  /** Further figures, by name. */
  extra: Record<string, number | string>;
  targets: Target[];
}

/** `p50 ≤ 6 ms`, and whether it is so. NaN is never within anything. */
export function atMost(name: string, value: number, most: number, unit: string): Target {
  return { text: `${name} ≤ ${most} ${unit}`.trim(), met: value <= most, value };
}

export function atLeast(name: string, value: number, least: number, unit: string): Target {
  return { text: `${name} ≥ ${least} ${unit}`.trim(), met: value >= least, value };
}
