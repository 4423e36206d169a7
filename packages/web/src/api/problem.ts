import type { Problem } from '@ventanilla/contracts/common';
import type { ErrorCode } from '@ventanilla/contracts/errors';

/** Codes that the server gives, and the two that only a client can find: no network, and no problem in the body. */
export type ProblemCode = ErrorCode | 'network.offline' | 'http.unknown';

export interface ProblemInput {
  /** HTTP status; 0 where no answer came. */
  status: number;
  code: ProblemCode;
  /** The server's sentence in the reader's language; empty where no answer came. */
  detail: string;
  params?: Problem['params'];
  issues?: Problem['issues'];
}

/** Every failure of a request, as the API tells it (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly params: NonNullable<Problem['params']>;
  readonly issues: NonNullable<Problem['issues']>;

  constructor(input: ProblemInput, options?: ErrorOptions) {
    super(`${input.code}: ${input.detail}`, options);
    this.name = 'ApiProblem';
    this.status = input.status;
    this.code = input.code;
    this.detail = input.detail;
    this.params = input.params ?? {};
    this.issues = input.issues ?? [];
  }
}

/** Whether `error` is a problem of the API, with that code where one is named. */
export function isProblem(error: unknown, code?: ProblemCode): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** Reads the problem of an answer that is not 2xx, whatever its body turns out to be. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body = await parseBody(response);
  return new ApiProblem({
    status: response.status,
    code: typeof body?.code === 'string' ? (body.code as ProblemCode) : 'http.unknown',
    detail: typeof body?.detail === 'string' ? body.detail : '',
    params: body?.params,
    issues: body?.issues,
  });
}

async function parseBody(response: Response): Promise<Partial<Problem> | null> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' ? (body as Partial<Problem> | null) : null;
  } catch {
    return null;
  }
}
