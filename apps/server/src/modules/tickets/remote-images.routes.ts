import { remoteImageAddresses } from '@ventanilla/contracts/remote-image-addresses';
import {
  distrustImageSender,
  getRemoteImage,
  listImageSenders,
  remoteImageBytesMax,
  remoteImagesPerWindowMax,
  remoteImageWindowMs,
  trustImageSender,
} from '@ventanilla/contracts/remote-images';
import { fileTypeFromBuffer } from 'file-type';
import type { Clock } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { isKept } from '../../platform/files/download.ts';
import { type RouteBinding, type RouteContext, route } from '../../platform/http/index.ts';
import { fetchOutside, OutsideError } from '../../platform/outside/fetch-outside.ts';
import type { Platform } from '../../platform/platform.ts';
import * as senders from './commands/image-senders.ts';
import * as trusted from './queries/image-senders.ts';
import { getMessageSource } from './queries/message-source.ts';
import type { TicketsModuleConfig } from './tickets.config.ts';

/** Images that a browser draws without running anything in them; SVG is a document, not one of these. */
const drawn = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
/** For one image with its redirects, in ms. */
const fetchMs = 10_000;

/** Remote images of mails: only when somebody asks, only what the mail names, and only through the server. */
export function remoteImageRoutes(platform: Platform, config: TicketsModuleConfig): RouteBinding[] {
  const { db } = platform;
  const limit = createPace(platform.clock);
  return [
    route(getRemoteImage, (context) => sendRemoteImage(context, { platform, config, limit })),
    route(listImageSenders, async ({ actor }) => ({ items: await trusted.listImageSenders({ actor }, db) })),
    route(trustImageSender, async ({ params, transact }) => {
      await transact((work) => senders.trustImageSender(params, work));
      return undefined;
    }),
    route(distrustImageSender, async ({ params, transact }) => {
      await transact((work) => senders.distrustImageSender(params, work));
      return undefined;
    }),
  ];
}

async function sendRemoteImage(
  { params, actor, request, reply }: RouteContext<typeof getRemoteImage>,
  deps: { platform: Platform; config: TicketsModuleConfig; limit: (key: string) => void },
): Promise<undefined> {
  const { html } = await getMessageSource({ ...params, actor }, deps.platform.db);
  const url = remoteImageAddresses(html ?? '')[params.index];
  if (!url) throw new AppError('remote_images.not_found');
  // What was fetched once is not asked for again outside: its sender would learn of each reading.
  const isRead = await isKept({ tag: `${params.messageId}-${params.index}` }, { request, reply });
  if (isRead) return undefined;
  deps.limit(actor.id ?? actor.kind);
  const bytes = await fetchImage(url, deps.config);
  const type = await fileTypeFromBuffer(bytes.subarray(0, 4100));
  if (!type || !drawn.has(type.mime)) throw new AppError('remote_images.not_an_image');
  await reply
    .header('content-type', type.mime)
    .header('content-disposition', 'inline')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .send(bytes);
  return undefined;
}

async function fetchImage(url: string, config: TicketsModuleConfig): Promise<Buffer> {
  try {
    return await fetchOutside(
      {
        url,
        bytesMax: remoteImageBytesMax,
        timeoutMs: fetchMs,
        accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
      },
      { allowedHosts: config.remoteImageHosts },
    );
  } catch (error) {
    if (error instanceof OutsideError) throw new AppError(`remote_images.${error.failure}`, { cause: error });
    throw error;
  }
}

/** So many images per agent and window, in this process: what one person can look at, not a way to knock on doors. */
function createPace(clock: Clock): (key: string) => void {
  let windowStart = 0;
  const counts = new Map<string, number>();
  return (key) => {
    const now = clock.now().getTime();
    if (now - windowStart >= remoteImageWindowMs) {
      windowStart = now;
      counts.clear();
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= remoteImagesPerWindowMax) return;
    const seconds = Math.max(1, Math.ceil((windowStart + remoteImageWindowMs - now) / 1000));
    throw new AppError('http.rate_limited', {
      params: { seconds },
      headers: { 'retry-after': String(seconds) },
    });
  };
}
