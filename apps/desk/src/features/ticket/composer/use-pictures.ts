import { useEffect, useRef, useState } from 'react';
import { readNow } from '../../../shared/hooks/use-now.ts';
import { type DraftKind, uploadsInUse } from './draft-store.ts';
import type { EditorHandle } from './editor/editor-handle.ts';
import { isShownInline } from './editor/paste.rules.ts';
import type { DraftHandle } from './use-draft.ts';
import { type UploadingFile, useUploads } from './use-uploads.ts';

/**
 * The files of what is being written: pictures stand in the text, the rest is attached. A picture whose place is gone
 * when it arrives is attached, so that it is not lost.
 */
export function usePictures({ box, draft }: DraftHandle, kind: DraftKind) {
  const part = draft[kind];
  const editor = useRef<EditorHandle | null>(null);
  const urls = useRef<string[]>([]);
  const [kindOf] = useState(() => new Map<string, DraftKind>());
  useEffect(() => {
    const all = urls.current;
    return () => {
      for (const url of all) URL.revokeObjectURL(url);
    };
  }, []);
  const uploads = useUploads({
    held: uploadsInUse(part),
    onSettled({ localId, inline }, attachment) {
      const isShown = inline && editor.current?.settlePicture(localId, attachment?.id ?? null) === true;
      if (!attachment) return;
      box.change(kindOf.get(localId) ?? kind, (now) => ({
        uploads: [...now.uploads, { ...attachment, inline: isShown }],
        uploadedAt: now.uploadedAt ?? readNow().toISOString(),
      }));
    },
  });
  const show = ({ localId, file }: UploadingFile, position: number | undefined) => {
    const url = URL.createObjectURL(file);
    urls.current.push(url);
    editor.current?.insertPicture({ localId, url, name: file.name }, position);
  };
  return {
    ...uploads,
    /** The editor tells when it is there and when it goes. */
    setEditor(handle: EditorHandle | null) {
      editor.current = handle;
    },
    /** Takes files in: pictures at the caret or at `position`, others attached. `attach`: all of them attached. */
    add(files: readonly File[], position?: number, attach = false) {
      const isPicture = (file: File) => !attach && editor.current !== null && isShownInline(file);
      const attached = uploads.add(files.filter((file) => !isPicture(file)));
      const pictures = uploads.add(files.filter(isPicture), true);
      for (const one of [...attached, ...pictures]) kindOf.set(one.localId, kind);
      pictures.forEach((one, index) => show(one, index === 0 ? position : undefined));
    },
    take(one: UploadingFile) {
      uploads.remove(one.localId);
      editor.current?.removePicture(one.localId);
    },
  };
}

export type PicturesHandle = ReturnType<typeof usePictures>;
