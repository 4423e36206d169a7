import { type BuiltInRole, builtInRoles } from '@ventanilla/contracts/permissions';
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
import { demoAgentKey } from '../story/cast.ts';
import type { Cast, CastAgent } from '../story/story.ts';

/** Who and what the cast became in the database, by the keys of the story. */
export interface WrittenCast {
  channelAccountId: string;
  mailboxAddress: string;
  agents: ReadonlyMap<string, Actor>;
  contacts: ReadonlyMap<string, { contactId: string; organizationId: string | null }>;
  /** Who administers it. */
  adminEmail: string;
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
  const agents = await writeAgents({ agents: cast.agents, passwords }, work, deps);
  const contacts = await writeDirectory(cast, work);
  const adminEmail = cast.agents.find(({ roleKey }) => roleKey === 'admin')!.email;
  return { channelAccountId: id, mailboxAddress: mailbox.address, agents, contacts, adminEmail };
}

/**
 * The same beside what is set up already: the brand stays, the company's mailbox is one more (without a server, so
 * that nothing written there ever leaves), `ownerId` has the board of the story, and nobody else administers.
 */
export async function joinCast(
  input: { cast: Cast; passwords: ReadonlyMap<string, string>; ownerId: string },
  work: Work,
  deps: { auth: PasswordAuth },
): Promise<WrittenCast> {
  const { cast, passwords, ownerId } = input;
  const { mailbox } = cast.company;
  const channelAccountId = work.ids.uuid();
  const brand = await work.tx
    .selectFrom('brands')
    .select('id')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  await work.tx
    .insertInto('channel_accounts')
    .values({
      id: channelAccountId,
      kind: 'email',
      brand_id: brand.id,
      name: mailbox.name,
      address: mailbox.address,
      language: 'es',
      secrets: null,
      last_fetched_at: null,
      last_error: null,
      created_at: work.now,
    })
    .execute();
  const owner = await work.tx
    .selectFrom('agents')
    .select(['id', 'name', 'email', 'role_key'])
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  const others = cast.agents
    .filter(({ key }) => key !== demoAgentKey)
    .map((agent) => ({
      ...agent,
      roleKey: agent.roleKey === 'admin' ? ('supervisor' as const) : agent.roleKey,
    }));
  const agents = await writeAgents({ agents: others, passwords }, work, deps);
  agents.set(demoAgentKey, asActor({ name: owner.name, roleKey: owner.role_key as BuiltInRole }, owner.id));
  const contacts = await writeDirectory(cast, work);
  return { channelAccountId, mailboxAddress: mailbox.address, agents, contacts, adminEmail: owner.email };
}

async function writeAgents(
  input: { agents: readonly CastAgent[]; passwords: ReadonlyMap<string, string> },
  work: Work,
  deps: { auth: PasswordAuth },
): Promise<Map<string, Actor>> {
  const written = new Map<string, Actor>();
  for (const agent of input.agents) {
    const password = input.passwords.get(agent.key);
    if (password === undefined) throw new Error(`no password for ${agent.key}`);
    const row = await addAgent({ ...agent, password, language: 'es' }, work, deps);
    written.set(agent.key, asActor(agent, row.id));
  }
  return written;
}

async function writeDirectory(cast: Cast, work: Work) {
  const organizations = new Map<string, string>();
  for (const { key, name, parentKey, domains } of cast.organizations) {
    const parentId = parentKey === null ? null : organizations.get(parentKey)!;
    organizations.set(key, await addOrganization({ name, parentId, domains }, work));
  }
  const contacts = new Map<string, { contactId: string; organizationId: string | null }>();
  for (const { key, name, email, phone, organizationKey } of cast.contacts.filter(({ known }) => known)) {
    const organizationId = organizationKey === null ? null : organizations.get(organizationKey)!;
    const phones = phone === null ? [] : [phone];
    const person = { name, organizationId, language: 'es' as const, emails: [email], phones };
    const contactId = await addContact(person, work);
    contacts.set(key, { contactId, organizationId });
  }
  return contacts;
}

/** An agent who acts in the story, with what the role allows. */
function asActor({ name, roleKey }: Pick<CastAgent, 'name' | 'roleKey'>, id: string): Actor {
  return { ...systemActor, kind: 'agent', id, name, permissions: new Set(builtInRoles[roleKey].permissions) };
}
