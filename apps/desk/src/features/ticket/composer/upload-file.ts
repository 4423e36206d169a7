import { ApiProblem, type Attachment, newIdempotencyKey, type ProblemCode } from '@ventanilla/web';
import { currentLanguage } from '../../../shared/i18n/i18n.ts';

export interface Upload {
  result: Promise<Attachment>;
  cancel(): void;
}

/**
 * Sends one file. By XMLHttpRequest, because fetch tells nothing of how much has left. Rejects with `ApiProblem`
 * as the client does.
 */
export function uploadFile(file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const result = new Promise<Attachment>((resolve, reject) => {
    request.open('POST', `/api/v1/uploads?fileName=${encodeURIComponent(file.name.slice(-255) || 'file')}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept-Language', currentLanguage());
    request.setRequestHeader('Idempotency-Key', newIdempotencyKey());
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : loaded / total),
    );
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Attachment);
      else reject(problemOf(request));
    });
    request.addEventListener('error', () =>
      reject(new ApiProblem({ status: 0, code: 'network.offline', detail: '' })),
    );
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    request.send(file);
  });
  return { result, cancel: () => request.abort() };
}

function problemOf(request: XMLHttpRequest): ApiProblem {
  let body: { code?: ProblemCode; detail?: string } = {};
  try {
    body = JSON.parse(request.responseText) as typeof body;
  } catch {
    // A proxy in between may answer with a page of its own; the status is what is known.
  }
  return new ApiProblem({
    status: request.status,
    code: body.code ?? 'http.unknown',
    detail: body.detail ?? '',
  });
}
