import { type ErrorCode, errorStatuses } from '@ventanilla/contracts/errors';

export type ErrorParams = Record<string, string | number>;

/**
 * An error that a person is told about: a dotted code with a phrase in every language. `params` fill the phrase;
 * `cause` stays in the log.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly params: ErrorParams;
  readonly headers: Record<string, string>;

  constructor(
    code: ErrorCode,
    options: { params?: ErrorParams; cause?: unknown; headers?: Record<string, string> } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = errorStatuses[code];
    this.params = options.params ?? {};
    this.headers = options.headers ?? {};
  }
}
