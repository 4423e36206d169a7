import { type Attachment, dataOf } from '@ventanilla/web';
import { useEffect, useState } from 'react';
import { api } from '../../../shared/api/api.ts';

const raster = /^image\/(?:png|jpe?g|gif|webp)$/;

async function fetchPicture(attachmentId: string): Promise<Blob | null> {
  const blob = await dataOf(
    api.GET('/api/v1/attachments/{attachmentId}', { params: { path: { attachmentId } }, parseAs: 'blob' }),
  );
  return blob instanceof Blob && raster.test(blob.type) ? blob : null;
}

/**
 * `blob:` addresses of the attached pictures, by attachment id; filled as they arrive. The app fetches them
 * with the reader's session, so that nothing inside the frame has to.
 */
export function usePictures(attachments: readonly Attachment[]): ReadonlyMap<string, string> {
  const [addresses, setAddresses] = useState<ReadonlyMap<string, string>>(new Map());
  const ids = attachments.map(({ id }) => id).join(' ');
  useEffect(() => {
    let isGone = false;
    const made: string[] = [];
    for (const attachmentId of ids === '' ? [] : ids.split(' ')) {
      fetchPicture(attachmentId).then(
        (blob) => {
          if (isGone || !blob) return;
          const address = URL.createObjectURL(blob);
          made.push(address);
          setAddresses((known) => new Map(known).set(attachmentId, address));
        },
        () => {
          // The picture stays a grey box with its text; the file itself is listed below the message.
        },
      );
    }
    return () => {
      isGone = true;
      for (const address of made) URL.revokeObjectURL(address);
      setAddresses(new Map());
    };
  }, [ids]);
  return addresses;
}
