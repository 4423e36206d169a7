import type { OrganizationPart, OrganizationSettings } from '@ventanilla/contracts/organizations';
import { sql } from 'kysely';
import { recordAudit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { appendEvents, event } from '../../../platform/events/index.ts';
import type { Work } from '../../../platform/work.ts';
import { demandLine } from '../../identity/index.ts';
import { type RecordedPart, readOrganizationSettings } from '../queries/organization-settings.ts';

const columnOf = {
  accountManager: 'account_manager_id',
  successManager: 'success_manager_id',
  line: 'line_id',
  calendar: 'calendar_id',
} as const satisfies Record<OrganizationPart, string>;
const parts = Object.keys(columnOf) as OrganizationPart[];

export type OrganizationChanges = { [P in OrganizationPart as `${P}Id`]?: string | null | undefined };

/**
 * Says who looks after an organisation, of which line it is and by which calendar it is served; its tickets keep their
 * line. Whoever becomes its manager sees its tickets from then on, on open screens too; so nobody opens to anybody,
 * themselves least, what they do not see: `auth.forbidden`. Throws `organizations.not_found`,
 * `organizations.stale_version`, `agents.not_found`, `calendars.not_found` and those of `demandLine`.
 */
export async function updateOrganization(
  input: { organizationId: string; version: number; changes: OrganizationChanges },
  work: Work,
): Promise<OrganizationSettings> {
  const { organizationId } = input;
  const row = await work.tx
    .selectFrom('organizations')
    .select(['version', ...Object.values(columnOf)])
    .where('id', '=', organizationId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('organizations.not_found');
  if (row.version !== input.version) throw new AppError('organizations.stale_version');
  const changes = parts.flatMap((part): RecordedPart[] => {
    const from = row[columnOf[part]];
    const to = input.changes[`${part}Id`];
    return to === undefined || to === from ? [] : [{ part, from, to }];
  });
  if (changes.length === 0) return readOrganizationSettings({ organizationId }, work.tx);
  for (const change of changes) await demandPart({ organizationId, change }, work);
  await work.tx
    .updateTable('organizations')
    .set({
      ...Object.fromEntries(changes.map(({ part, to }) => [columnOf[part], to])),
      version: row.version + 1,
    })
    .where('id', '=', organizationId)
    .execute();
  const subject = { type: 'organization', id: organizationId };
  await appendEvents(
    changes.map((change) => event('organization.changed@1', subject, { organizationId, ...change })),
    work,
  );
  await recordAudit(
    {
      action: 'organization.changed',
      subjectType: 'organization',
      subjectId: organizationId,
      details: { changes },
    },
    work,
  );
  return readOrganizationSettings({ organizationId }, work.tx);
}

async function demandPart(
  { organizationId, change: { part, to } }: { organizationId: string; change: RecordedPart },
  work: Work,
): Promise<void> {
  if (part === 'accountManager' || part === 'successManager') demandSight(organizationId, work);
  if (to === null) return;
  if (part === 'line') return demandLine({ lineId: to }, work.tx);
  // Held to the end of the transaction, so that nobody removes it meanwhile.
  const found =
    part === 'calendar'
      ? sql`select from calendars where id = ${to} for key share`
      : sql`select from agents where id = ${to} and active for key share`;
  const { rows } = await found.execute(work.tx);
  if (rows.length === 0) throw new AppError(part === 'calendar' ? 'calendars.not_found' : 'agents.not_found');
}

/** Throws `auth.forbidden` for who does not see the tickets of an organisation. */
function demandSight(organizationId: string, { actor }: Work): void {
  const sees =
    actor.scope === 'all' || (actor.scope === 'portfolio' && actor.portfolioIds.includes(organizationId));
  if (!sees) throw new AppError('auth.forbidden');
}
