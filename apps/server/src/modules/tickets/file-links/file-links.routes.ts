import * as contract from '@ventanilla/contracts/file-links';
import type { FastifyReply } from 'fastify';
import { AppError } from '../../../platform/errors.ts';
import { sendDownload } from '../../../platform/files/download.ts';
import { type RouteBinding, route } from '../../../platform/http/index.ts';
import type { Platform } from '../../../platform/platform.ts';
import { findBrand } from '../../brand/index.ts';
import { clientNetwork } from '../../identity/index.ts';
import { writeFileLinkPage } from './file-link-page.ts';
import { readFileLinkToken } from './file-link-token.rules.ts';
import { countDownload, findLinkedFile, type LinkedFile, revokeFileLink } from './file-links.store.ts';

const minuteMs = 60_000;
const networksMax = 10_000;

/** Files that travel as links: the customer's page and download, and an agent's way to end one. */
export function fileLinkRoutes(platform: Platform): RouteBinding[] {
  const { db, clock, keyring } = platform;
  const admit = createGate();
  const find = async (input: { token: string; ip: string }): Promise<LinkedFile | null> => {
    admit(input.ip);
    const linkId = readFileLinkToken(input.token, keyring);
    return linkId === null ? null : findLinkedFile({ linkId, now: clock.now() }, db);
  };
  const showPage = async (
    file: LinkedFile | null,
    token: string,
    reply: FastifyReply,
    language: 'es' | 'en',
  ) => {
    const brand = await findBrand(db);
    const html = writeFileLinkPage({
      organization: brand?.name ?? '',
      language: file?.language ?? language,
      timeZone: brand?.time_zone ?? 'UTC',
      file,
      href: `/f/${encodeURIComponent(token)}/download`,
    });
    await reply
      .code(file ? 200 : 404)
      .header('content-type', 'text/html; charset=utf-8')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex, nofollow')
      .header('cache-control', 'no-store')
      .send(html);
    return undefined;
  };
  return [
    route(contract.openFileLink, async ({ params, ip, reply, language }) =>
      showPage(await find({ ...params, ip }), params.token, reply, language),
    ),
    route(contract.downloadFileLink, async ({ params, ip, reply, language }) => {
      const file = await find({ ...params, ip });
      if (!file) return showPage(null, params.token, reply, language);
      await countDownload({ linkId: file.id, now: clock.now() }, db);
      reply.header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer');
      return sendDownload({ ...file, stream: platform.files.stream(file.sha256) }, reply);
    }),
    route(contract.revokeFileLink, async ({ params, transact }) => {
      await transact((work) => revokeFileLink(params, work));
      return undefined;
    }),
  ];
}

/** Counts the visits of each network, in this process; a signature is not guessed, and nothing is fetched in bulk. */
function createGate(): (ip: string) => void {
  const visits = new Map<string, { sinceMs: number; count: number }>();
  return (ip) => {
    const nowMs = performance.now();
    const network = clientNetwork(ip);
    const known = visits.get(network);
    const isFresh = known !== undefined && nowMs - known.sinceMs < minuteMs;
    if (!isFresh && visits.size >= networksMax) visits.clear();
    const visit = isFresh ? known : { sinceMs: nowMs, count: 0 };
    visit.count += 1;
    visits.set(network, visit);
    if (visit.count <= contract.fileLinkVisitsPerMinute) return;
    const seconds = Math.ceil((visit.sinceMs + minuteMs - nowMs) / 1000);
    throw new AppError('http.rate_limited', {
      params: { seconds },
      headers: { 'retry-after': String(seconds) },
    });
  };
}
