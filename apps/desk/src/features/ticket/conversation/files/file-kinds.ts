import type { Attachment } from '@ventanilla/web';

/** Largest picture that is fetched only to be seen small, in bytes. */
const thumbnailBytesMax = 5_000_000;

const sorts = [
  [/^image\//, 'image'],
  [/pdf|^text\/|word|rtf|opendocument\.text/, 'text'],
  [/sheet|excel|csv/, 'sheet'],
  [/zip|compressed|rar|tar/, 'archive'],
] as const;

/** What a file is at a glance, for its icon. */
export function fileSort({ contentType }: Pick<Attachment, 'contentType'>) {
  return sorts.find(([pattern]) => pattern.test(contentType))?.[1] ?? 'other';
}

/** `application/pdf` → `PDF`: the ending of the name, or of the type where the name has none. */
export function fileKind({ fileName, contentType }: Pick<Attachment, 'fileName' | 'contentType'>): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1];
  return (ending ?? contentType.split('/')[1] ?? contentType).toUpperCase();
}

/** What can be looked at here: pictures anywhere, PDFs where the browser brings a viewer. */
export function previewKind({ contentType }: Pick<Attachment, 'contentType'>): 'image' | 'pdf' | null {
  if (/^image\/(?:png|jpe?g|gif|webp)$/.test(contentType)) return 'image';
  if (contentType === 'application/pdf' && navigator.pdfViewerEnabled) return 'pdf';
  return null;
}

export function hasThumbnail(file: Attachment): boolean {
  return previewKind(file) === 'image' && file.sizeBytes <= thumbnailBytesMax;
}

/** Where the bytes are: a download, except for pictures, which browsers draw. */
export function fileAddress(attachmentId: string): string {
  return `/api/v1/attachments/${attachmentId}`;
}
