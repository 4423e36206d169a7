import { STATUS_CODES } from 'node:http';
import type { Language, Problem } from '@ventanilla/contracts/common';
import { type ErrorCode, errorStatuses } from '@ventanilla/contracts/errors';
import { errorPhrases as en } from '@ventanilla/phrases/en/errors';
import { errorPhrases as es } from '@ventanilla/phrases/es/errors';
import type { z } from 'zod';
import { AppError } from '../errors.ts';

/** The compiler refuses an error code without a phrase in each language. */
const phrases: Record<Language, Record<ErrorCode, string>> = { es, en };

/** The phrase of an error with its parameters filled in: `{{name}}`. */
export function describeProblem(
  code: ErrorCode,
  params: Record<string, string | number>,
  language: Language,
): string {
  return phrases[language][code].replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(params[key] ?? ''));
}

/** First supported language of `Accept-Language`, else Spanish. */
export function pickLanguage(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (tag === 'es' || tag === 'en') return tag;
  }
  return 'es';
}

export function toProblem(
  error: AppError,
  input: { language: Language; requestId: string; issues?: Problem['issues'] },
): Problem {
  return {
    type: `urn:ventanilla:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    detail: describeProblem(error.code, error.params, input.language),
    params: error.params,
    requestId: input.requestId,
    ...(input.issues ? { issues: input.issues } : {}),
  };
}

/** Where the input is wrong, by dotted path; messages are zod's in the reader's language. */
export function toIssues(error: z.ZodError, part: string): NonNullable<Problem['issues']> {
  return error.issues.slice(0, 20).map((issue) => ({
    path: [part, ...issue.path.map(String)].join('.'),
    message: issue.message,
  }));
}

/** What fastify itself refuses, in our codes. Anything unknown is ours to mend: `http.internal`. */
export function fromFrameworkError(error: { statusCode?: number; code?: string; file?: string }): AppError {
  const byCode: Record<string, ErrorCode> = {
    FST_ERR_CTP_INVALID_JSON_BODY: 'http.invalid_json',
    FST_ERR_CTP_EMPTY_JSON_BODY: 'http.invalid_json',
    FST_ERR_CTP_BODY_TOO_LARGE: 'http.too_large',
    FST_ERR_CTP_INVALID_MEDIA_TYPE: 'http.unsupported_media_type',
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'http.invalid_request',
  };
  // PostgreSQL takes no NUL in a text (22021, 22P05), and in JSON no half of a character beyond the first plane
  // (22P02 of its reader of JSON): what cannot be kept cannot be accepted.
  const isHalf = error.code === '22P02' && error.file === 'jsonfuncs.c';
  if (error.code === '22021' || error.code === '22P05' || isHalf)
    return new AppError('http.invalid_request', { cause: error });
  const known = error.code ? byCode[error.code] : undefined;
  if (known) return new AppError(known, { cause: error });
  const byStatus = (Object.keys(errorStatuses) as ErrorCode[]).find(
    (code) => code.startsWith('http.') && errorStatuses[code] === error.statusCode,
  );
  if (byStatus && (error.statusCode ?? 500) < 500) return new AppError(byStatus, { cause: error });
  return new AppError('http.internal', { cause: error });
}
