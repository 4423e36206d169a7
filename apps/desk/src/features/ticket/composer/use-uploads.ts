import { type Attachment, newIdempotencyKey } from '@ventanilla/web';
import { useEffect, useRef, useState } from 'react';
import { problemText } from '../../../shared/api/problem-text.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { fileBytesMax, filesBytesMax, filesPerMessageMax } from './limits.ts';
import { type Upload, uploadFile } from './upload-file.ts';

/** A file on its way, or one that could not be taken and why. */
export interface UploadingFile {
  localId: string;
  file: File;
  /** Whether it is a picture of the text. */
  inline: boolean;
  /** 0 to 1. */
  progress: number;
  error: string | null;
  /** Whether it may arrive if it is sent again: it was refused by chance, not for what it is. */
  canRetry: boolean;
}

interface UploadsInput {
  /** Files that the message holds already. */
  held: readonly Attachment[];
  /** It arrived; null where it did not. */
  onSettled(file: UploadingFile, attachment: Attachment | null): void;
}

/** As limits are said: 25 for 25 × 1024 × 1024 bytes. */
const megabytes = (bytes: number) => Math.floor(bytes / (1024 * 1024));

/** Files on their way to the server; each is handed on when it has arrived. */
export function useUploads(input: UploadsInput) {
  const { t } = useTranslation('ticket');
  const [files, setFiles] = useState<UploadingFile[]>([]);
  const running = useRef(new Map<string, Upload>());
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const upload of all.values()) upload.cancel();
    };
  }, []);

  const change = (localId: string, to: Partial<UploadingFile>) =>
    setFiles((known) => known.map((file) => (file.localId === localId ? { ...file, ...to } : file)));
  const forget = (localId: string) => {
    running.current.delete(localId);
    setFiles((known) => known.filter((file) => file.localId !== localId));
  };
  const refusal = (file: File, place: number, bytes: number): string | null => {
    if (place >= filesPerMessageMax) return t('composer.tooManyFiles', { max: filesPerMessageMax });
    if (file.size === 0) return t('composer.emptyFile');
    if (file.size > fileBytesMax) return t('composer.fileTooLarge', { max: megabytes(fileBytesMax) });
    if (bytes + file.size > filesBytesMax) {
      return t('composer.filesTooLarge', { max: megabytes(filesBytesMax) });
    }
    return null;
  };
  const start = (one: UploadingFile) => {
    const { localId } = one;
    const upload = uploadFile(one.file, (progress) => change(localId, { progress }));
    running.current.set(localId, upload);
    upload.result.then(
      (attachment) => {
        forget(localId);
        latest.current.onSettled(one, attachment);
      },
      (problem: unknown) => {
        running.current.delete(localId);
        // Taken away by the person: there is nothing to say.
        if (problem instanceof DOMException) return;
        change(localId, { error: problemText(problem), canRetry: true });
        latest.current.onSettled(one, null);
      },
    );
  };

  return {
    files,
    isBusy: files.some(({ error }) => error === null),
    hasFailed: files.some(({ error, inline }) => error !== null && inline),
    /** Begins to send each, or says why not; answers those that are on their way. */
    add(chosen: Iterable<File>, inline = false): UploadingFile[] {
      const coming = files.filter(({ error }) => error === null);
      let place = input.held.length + coming.length;
      let bytes = [
        ...input.held.map(({ sizeBytes }) => sizeBytes),
        ...coming.map((one) => one.file.size),
      ].reduce((sum, size) => sum + size, 0);
      const begun: UploadingFile[] = [];
      for (const file of chosen) {
        const error = refusal(file, place, bytes);
        const one = {
          localId: newIdempotencyKey(),
          file,
          inline: inline && !error,
          progress: 0,
          error,
          canRetry: false,
        };
        setFiles((known) => [...known, one]);
        if (error) continue;
        place += 1;
        bytes += file.size;
        begun.push(one);
        start(one);
      }
      return begun;
    },
    retry(localId: string) {
      const one = files.find((file) => file.localId === localId);
      if (!one) return;
      change(localId, { error: null, progress: 0 });
      start(one);
    },
    remove(localId: string) {
      running.current.get(localId)?.cancel();
      forget(localId);
    },
  };
}
