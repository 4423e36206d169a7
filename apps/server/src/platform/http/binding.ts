import type { Language } from '@ventanilla/contracts/common';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteContract } from '@ventanilla/contracts/route';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import type { Work, WorkOptions } from '../work.ts';

/** What a handler receives: everything validated, the actor identified, permission checked. */
export interface RouteContext<R extends RouteContract> {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  /** Nobody (null) only on public routes. */
  actor: R['access'] extends 'public' ? Actor | null : Actor;
  /** Version that the caller saw, on routes that demand `If-Match`. */
  ifMatch: R extends { ifMatch: true } ? number : undefined;
  language: Language;
  requestId: string;
  /** Client's address, seen through trusted proxies only. */
  ip: string;
  request: FastifyRequest;
  reply: FastifyReply;
  /**
   * Runs a command in one transaction as this actor. With an `Idempotency-Key` the result is remembered in the
   * same transaction and given again to a repeated request, whose `fn` then never runs.
   */
  transact<T>(fn: (work: Work) => Promise<T>, options?: Partial<WorkOptions>): Promise<T>;
}

export type RouteHandler<R extends RouteContract> = (context: RouteContext<R>) => Promise<ResponseOf<R>>;

export interface RouteBinding {
  contract: RouteContract;
  handle(context: RouteContext<RouteContract>): Promise<unknown>;
}

/** Ties a contract to its handler; a module's `*.routes.ts` is a table of these. */
export function route<R extends RouteContract>(contract: R, handle: RouteHandler<R>): RouteBinding {
  return { contract, handle: handle as RouteBinding['handle'] };
}
