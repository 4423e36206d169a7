import './identity.tables.ts';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { SealedColumn } from '../../platform/keyring/reseal.ts';
import type { Module } from '../../platform/module.ts';
import type { Platform } from '../../platform/platform.ts';
import { createAttemptLimits } from './attempt-limits.ts';
import { ensureBuiltInRoles } from './commands/ensure-roles.ts';
import { removeExpiredAccess } from './commands/remove-expired-access.ts';
import { departmentRoutes } from './departments/departments.routes.ts';
import type { IdentityModuleConfig } from './identity.config.ts';
import { identityRoutes } from './identity.routes.ts';
import { lineRoutes } from './lines/lines.routes.ts';
import { createPasswordAuth } from './password-auth.ts';
import { authenticate } from './queries/authenticate.ts';
import { roleRoutes } from './roles/roles.routes.ts';
import { createSessionCookie } from './session-cookie.ts';
import { teamRoutes } from './teams/teams.routes.ts';
import { secretPurpose } from './two-factor.store.ts';

export { addAgent } from './commands/create-agent.ts';
export { createApiKeyFromCli } from './commands/create-api-key.ts';
export { ensureBuiltInRoles } from './commands/ensure-roles.ts';
export { forgetUnreadableSecondSteps } from './commands/forget-second-steps.ts';
export { issueSetupToken } from './commands/issue-setup-token.ts';
export { holdSetup, type NewInstallation, prepareInstallation } from './commands/prepare-installation.ts';
export { setOpenMax } from './commands/set-open-max.ts';
export { changeDepartmentSettings } from './departments/change-settings.ts';
export { demandDepartment } from './departments/demand-department.ts';
export { readDepartmentSettings } from './departments/department-settings.ts';
export { listDepartments } from './departments/list-departments.ts';
export { createDepartment, orderDepartments, updateDepartment } from './departments/write-departments.ts';
export { type IdentityConfig, identitySettings } from './identity.config.ts';
export { clientNetwork } from './identity.rules.ts';
export { createLine, demandLine, listLines, updateLine } from './lines/write-lines.ts';
export { mailAgent } from './mail-agent.ts';
export { mailAgentsWhoMay } from './mail-agents-who-may.ts';
export { createPasswordAuth, type PasswordAuth } from './password-auth.ts';
export { sameGroups, samePowers } from './powers.ts';
export { findAgentActor } from './queries/agent-actor.ts';
export { type AgentToTell, listAgentsWhoMay } from './queries/agents-who-may.ts';
export { listPowers } from './queries/list-powers.ts';
export { listWatchers } from './queries/list-watchers.ts';
export { type NoticeChooser, readNoticeChoosers } from './queries/notice-choices.ts';
export { listOverseen, type OverseenAgent } from './queries/overseen-agents.ts';
export { readSignature } from './queries/signature.ts';
export { listRoles } from './roles/list-roles.ts';
export { createRole, updateRole } from './roles/write-roles.ts';
export { listTeams } from './teams/list-teams.ts';
export { createTeam, updateTeam } from './teams/write-teams.ts';

/** What this module keeps sealed. */
export const identitySealed: readonly SealedColumn[] = [
  { table: 'two_factor_secrets', key: 'agent_id', column: 'secret', purpose: secretPurpose },
];

/** The library behind passwords is loaded a little after the start, before anybody signs in. */
const loadAfterMs = 2_000;

export interface IdentityModule extends Module {
  /** Who makes a request; throws `auth.invalid_api_key` for a bearer that is no key. */
  authenticate(request: FastifyRequest): Promise<Actor | null>;
}

/** Agents, sessions, API keys and the set-up of an installation. */
export function createIdentityModule(platform: Platform, config: IdentityModuleConfig): IdentityModule {
  const { db, clock, keyring } = platform;
  const auth = createPasswordAuth({ ...platform, config });
  const cookie = createSessionCookie({ keyring, publicUrl: config.publicUrl });
  const limits = createAttemptLimits({ db, clock, keyring });
  let loading: NodeJS.Timeout | undefined;
  return {
    name: 'identity',
    routes: [
      ...identityRoutes({ platform, auth, limits, cookie, config }),
      ...departmentRoutes(db),
      ...roleRoutes(db),
      ...teamRoutes(db),
      ...lineRoutes(db),
    ],
    authenticate: (request) => authenticate(request, { db, clock, cookie }),
    jobs: [{ name: 'remove-expired-access', cron: '33 9 * * *', run: () => removeExpiredAccess(platform) }],
    services: [
      {
        name: 'identity',
        role: 'web',
        async start() {
          await ensureBuiltInRoles(db);
          loading = setTimeout(() => void auth.load(), loadAfterMs).unref();
        },
        async stop() {
          clearTimeout(loading);
        },
      },
    ],
  };
}
