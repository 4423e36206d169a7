import { type Attachment, fileSize, newIdempotencyKey } from '@ventanilla/web';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../shared/api/problem-text.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { fileBytesMax, filesPerMessageMax } from './limits.ts';
import { type Upload, uploadFile } from './upload-file.ts';

/** A file on its way, or one that could not be taken and why. */
export interface UploadingFile {
  localId: string;
  name: string;
  sizeBytes: number;
  /** 0 to 1. */
  progress: number;
  error: string | null;
}

/** Files on their way to the server; each is handed on when it has arrived. */
export function useUploads(input: { held: number; onDone: (file: Attachment) => void }) {
  const { t } = useTranslation('ticket');
  const format = useFormat();
  const [files, setFiles] = useState<UploadingFile[]>([]);
  const running = useRef(new Map<string, Upload>());
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
  const refusal = (file: File, place: number): string | null => {
    if (place >= filesPerMessageMax) return t('composer.tooManyFiles', { max: filesPerMessageMax });
    if (file.size === 0) return t('composer.emptyFile');
    if (file.size > fileBytesMax) return t('composer.fileTooLarge', { max: fileSize(fileBytesMax, format) });
    return null;
  };

  const add = (chosen: Iterable<File>) => {
    let place = input.held + files.filter(({ error }) => error === null).length;
    for (const file of chosen) {
      const localId = newIdempotencyKey();
      const error = refusal(file, place);
      setFiles((known) => [...known, { localId, name: file.name, sizeBytes: file.size, progress: 0, error }]);
      if (error) continue;
      place += 1;
      const upload = uploadFile(file, (progress) => change(localId, { progress }));
      running.current.set(localId, upload);
      upload.result.then(
        (attachment) => {
          forget(localId);
          input.onDone(attachment);
        },
        (problem: unknown) => {
          running.current.delete(localId);
          if (!(problem instanceof DOMException)) change(localId, { error: problemText(problem) });
        },
      );
    }
  };
  const remove = (localId: string) => {
    running.current.get(localId)?.cancel();
    forget(localId);
  };
  return { files, add, remove, isBusy: files.some(({ error }) => error === null) };
}
