import { dataOf } from '@ventanilla/web';
import { useEffect, useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';

/** A remote image as a `blob:` address, or why it did not come. */
export interface RemotePicture {
  address?: string;
  reason?: string;
}

/** Images asked for at a time: the rest of the desk needs connections too. */
const atOnce = 3;
const raster = /^image\/(?:png|jpe?g|gif|webp|avif)$/;
const none: ReadonlyMap<number, RemotePicture> = new Map();

async function fetchRemote(messageId: string, index: number): Promise<Blob | null> {
  const blob = await dataOf(
    api.GET('/api/v1/messages/{messageId}/remote-images/{index}', {
      params: { path: { messageId, index } },
      parseAs: 'blob',
    }),
  );
  return blob instanceof Blob && raster.test(blob.type) ? blob : null;
}

/**
 * The remote images of a message, fetched by the server once somebody asked to see them; filled as they arrive. The
 * app puts them into the frame itself, so that nothing in there ever reaches outside.
 */
export function useRemotePictures(input: {
  messageId: string;
  indexes: readonly number[];
  isShown: boolean;
}): ReadonlyMap<number, RemotePicture> {
  const { messageId, isShown } = input;
  const [pictures, setPictures] = useState(none);
  const wanted = input.indexes.join(' ');
  useEffect(() => {
    if (!isShown || wanted === '') return undefined;
    const waiting = wanted.split(' ').map(Number);
    const made: string[] = [];
    let isGone = false;
    const keep = (index: number, picture: RemotePicture) =>
      setPictures((known) => new Map(known).set(index, picture));
    const work = async () => {
      for (let index = waiting.shift(); index !== undefined && !isGone; index = waiting.shift()) {
        try {
          const blob = await fetchRemote(messageId, index);
          if (isGone || !blob) continue;
          const address = URL.createObjectURL(blob);
          made.push(address);
          keep(index, { address });
        } catch (error) {
          if (!isGone) keep(index, { reason: problemText(error) });
        }
      }
    };
    for (let n = 0; n < atOnce; n += 1) void work();
    return () => {
      isGone = true;
      for (const address of made) URL.revokeObjectURL(address);
      setPictures(none);
    };
  }, [messageId, wanted, isShown]);
  return pictures;
}
