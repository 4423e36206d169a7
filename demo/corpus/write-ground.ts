import { addContact, addOrganization } from '../../apps/server/src/modules/directory/index.ts';
import {
  addAgent,
  type PasswordAuth,
  prepareInstallation,
} from '../../apps/server/src/modules/identity/index.ts';
import { systemActor } from '../../apps/server/src/platform/actor.ts';
import { rememberFile } from '../../apps/server/src/platform/files/remember-file.ts';
import type { Platform } from '../../apps/server/src/platform/platform.ts';
import type { Work } from '../../apps/server/src/platform/work.ts';
import { makeFile } from '../writing/demo-files.ts';
import type { Corpus } from './corpus.ts';
import type { CorpusGround } from './ticket-draft.ts';

const kinds = ['png', 'pdf', 'txt', 'csv'] as const;

/** Company, mailbox, agents, organisations, people and files of a corpus, by the commands of the product. */
export async function writeGround(
  { corpus, password }: { corpus: Corpus; password: string },
  deps: { platform: Pick<Platform, 'transact' | 'files'>; auth: PasswordAuth },
): Promise<CorpusGround> {
  const { platform, auth } = deps;
  const origin = { actor: systemActor, origin: 'demo' as const, now: corpus.now };
  return platform.transact(origin, async (work) => {
    const { mailbox } = corpus;
    await prepareInstallation(
      { name: 'Mesa de pruebas', timeZone: 'America/Mexico_City', language: 'es', mailbox },
      work,
    );
    const account = await work.tx
      .selectFrom('channel_accounts')
      .select('id')
      .where('is_default', '=', true)
      .executeTakeFirstOrThrow();
    const agentIds: string[] = [];
    for (const agent of corpus.agentList) {
      agentIds.push((await addAgent({ ...agent, password, language: 'es' }, work, { auth })).id);
    }
    const files = await storeFiles(platform, work);
    return { agentIds, channelAccountId: account.id, files, ...(await writePeople(corpus, work)) };
  });
}

async function writePeople({ organizationList, customerList }: Corpus, work: Work) {
  const organizationIds: string[] = [];
  for (const { name, parent, domain } of organizationList) {
    const parentId = parent === null ? null : organizationIds[parent]!;
    organizationIds.push(await addOrganization({ name, parentId, domains: [domain] }, work));
  }
  const customerIds: string[] = [];
  for (const { name, email, phone, organization } of customerList) {
    const organizationId = organizationIds[organization]!;
    const contact = { name, organizationId, language: 'es' as const, emails: [email], phones: [phone] };
    customerIds.push(await addContact(contact, work));
  }
  return { organizationIds, customerIds };
}

async function storeFiles({ files }: Pick<Platform, 'files'>, work: Work): Promise<CorpusGround['files']> {
  const stored: CorpusGround['files'][number][] = [];
  for (const [at, kind] of [...kinds, ...kinds].entries()) {
    const name = `captura-${at + 1}.${kind}`;
    const { contentType, bytes } = makeFile({ kind, name, caption: `Captura ${at + 1}` });
    const { sha256, sizeBytes } = await files.put(bytes);
    await rememberFile({ sha256, sizeBytes }, work);
    stored.push({ sha256, sizeBytes, fileName: name, contentType });
  }
  return stored;
}
