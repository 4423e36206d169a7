import { builtInRoles } from '@ventanilla/contracts/permissions';
import { addContact, addOrganization } from '../../apps/server/src/modules/directory/index.ts';
import {
  addAgent,
  type NewInstallation,
  type PasswordAuth,
  prepareInstallation,
} from '../../apps/server/src/modules/identity/index.ts';
import type { Actor } from '../../apps/server/src/platform/actor.ts';
import { systemActor } from '../../apps/server/src/platform/actor.ts';
import type { Work } from '../../apps/server/src/platform/work.ts';
import type { Cast, CastAgent } from '../story/story.ts';

/** Who and what the cast became in the database, by the keys of the story. */
export interface WrittenCast {
  channelAccountId: string;
  mailboxAddress: string;
  agents: ReadonlyMap<string, Actor>;
  contacts: ReadonlyMap<string, { contactId: string; organizationId: string | null }>;
}

/**
 * Brand, mailbox, agents, schools and their people, in the caller's transaction and at its instant. `passwords` has
 * one for each agent. Throws `setup.already_done` when somebody uses the installation.
 */
export async function writeCast(
  input: { cast: Cast; passwords: ReadonlyMap<string, string> },
  work: Work,
  deps: { auth: PasswordAuth },
): Promise<WrittenCast> {
  const { cast, passwords } = input;
  const { name, timeZone, mailbox } = cast.company;
  const installation: NewInstallation = { name, timeZone, language: 'es', mailbox };
  await prepareInstallation(installation, work);
  const { id } = await work.tx
    .selectFrom('channel_accounts')
    .select('id')
    .where('is_default', '=', true)
    .executeTakeFirstOrThrow();
  const agents = new Map<string, Actor>();
  for (const agent of cast.agents) {
    const password = passwords.get(agent.key);
    if (password === undefined) throw new Error(`no password for ${agent.key}`);
    const row = await addAgent({ ...agent, password, language: 'es' }, work, deps);
    agents.set(agent.key, asActor(agent, row.id));
  }
  const contacts = await writeDirectory(cast, work);
  return { channelAccountId: id, mailboxAddress: mailbox.address, agents, contacts };
}

async function writeDirectory(cast: Cast, work: Work) {
  const organizations = new Map<string, string>();
  for (const { key, name, parentKey, domains } of cast.organizations) {
    const parentId = parentKey === null ? null : organizations.get(parentKey)!;
    organizations.set(key, await addOrganization({ name, parentId, domains }, work));
  }
  const contacts = new Map<string, { contactId: string; organizationId: string | null }>();
  for (const { key, name, email, organizationKey } of cast.contacts.filter(({ known }) => known)) {
    const organizationId = organizationKey === null ? null : organizations.get(organizationKey)!;
    const contactId = await addContact({ name, organizationId, language: 'es', emails: [email] }, work);
    contacts.set(key, { contactId, organizationId });
  }
  return contacts;
}

/** An agent who acts in the story, with what the role allows. */
function asActor({ name, roleKey }: CastAgent, id: string): Actor {
  return { ...systemActor, kind: 'agent', id, name, permissions: new Set(builtInRoles[roleKey]) };
}
