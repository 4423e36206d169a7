import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import type { Permission } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/**
 * Who may call a route: a permission; `session` (anyone signed in); `public` (anyone, on the explicit public list).
 */
export type RouteAccess = Permission | 'session' | 'public';

/** What one HTTP operation takes and gives. The server validates with it, OpenAPI is generated from it. */
export interface RouteContract {
  operationId: string;
  method: Method;
  /** Path with parameters in braces: `/api/v1/tickets/{ticketId}`. */
  path: string;
  summary: string;
  tag: string;
  access: RouteAccess;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Media type of a raw body (mail, files) that is handed over as bytes; excludes `body`. */
  rawBody?: { contentTypes: readonly string[]; bytesMax: number };
  /** Response body by status; `null` is an empty body. */
  responses: Record<number, z.ZodType | null>;
  /** Media type of a response that is not JSON (event stream, file). */
  responseType?: string;
  errors: readonly ErrorCode[];
  /** An edit that must carry `If-Match` with the version it saw. */
  ifMatch?: boolean;
}

/** Keeps the literal types of a contract while checking its shape. */
export function defineRoute<const R extends RouteContract>(contract: R): R {
  return contract;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export type ParamsOf<R extends RouteContract> = Parsed<R['params']>;
export type QueryOf<R extends RouteContract> = Parsed<R['query']>;
export type BodyOf<R extends RouteContract> = R extends { rawBody: object } ? Uint8Array : Parsed<R['body']>;
type SuccessBody<V> = V extends z.ZodType ? z.input<V> : undefined;
/** Any declared 2xx body of the route, as the handler may give it. */
export type ResponseOf<R extends RouteContract> = SuccessBody<R['responses'][keyof R['responses']]>;
