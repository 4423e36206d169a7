import type { Language } from '@ventanilla/contracts/common';
import type { Notices, StoredRules } from '@ventanilla/contracts/department-rules';
import type { departmentKinds } from '@ventanilla/contracts/departments';
import type { NarrowablePermission, Scope } from '@ventanilla/contracts/permissions';
import type { Preferences } from '@ventanilla/contracts/preferences';
import type { ColumnType, Generated } from 'kysely';

type Narrower = Partial<Record<NarrowablePermission, Scope>>;

declare module '../../platform/db/database.ts' {
  interface Database {
    roles: {
      key: string;
      permissions: string[];
      scope: Generated<Scope>;
      narrower: ColumnType<Narrower, string | undefined, string>;
      built_in: Generated<boolean>;
      name: string | null;
      version: Generated<number>;
    };
    departments: {
      id: string;
      name: string;
      description: Generated<string>;
      kind: (typeof departmentKinds)[number];
      active: Generated<boolean>;
      position: number;
      rules: ColumnType<StoredRules, string | undefined, string>;
      notices: ColumnType<Notices, string | undefined, string>;
      calendar_id: string | null;
      version: Generated<number>;
      created_at: Date;
    };
    agent_departments: { agent_id: string; department_id: string };
    teams: {
      id: string;
      name: string;
      note: Generated<string>;
      active: Generated<boolean>;
      version: Generated<number>;
      created_at: Date;
    };
    lines: {
      id: string;
      name: string;
      active: Generated<boolean>;
      position: number;
      notices: ColumnType<Notices, string | undefined, string>;
      version: Generated<number>;
      created_at: Date;
    };
    agent_teams: { agent_id: string; team_id: string };
    agents: {
      id: string;
      auth_user_id: string;
      name: string;
      email: string;
      role_key: string;
      active: Generated<boolean>;
      language: Generated<Language>;
      photo_sha256: string | null;
      photo_type: string | null;
      signature: Generated<string>;
      preferences: ColumnType<Partial<Preferences>, string | undefined, string>;
      two_factor_since: Date | null;
      open_max: number | null;
      version: Generated<number>;
      created_at: Date;
    };
    two_factor_secrets: { agent_id: string; secret: string; last_step: Generated<number>; created_at: Date };
    backup_codes: { agent_id: string; code_hash: string; used_at: Date | null };
    sign_in_challenges: {
      token_hash: string;
      agent_id: string;
      created_at: Date;
      expires_at: Date;
      attempts: Generated<number>;
    };
    password_resets: { token_hash: string; agent_id: string; created_at: Date; expires_at: Date };
    invitations: {
      id: string;
      name: string;
      email: string;
      role_key: string;
      language: Language;
      token_hash: string;
      invited_by: string | null;
      created_at: Date;
      sent_at: Date;
      expires_at: Date;
      accepted_at: Date | null;
      revoked_at: Date | null;
      agent_id: string | null;
    };
    api_keys: {
      id: string;
      name: string;
      prefix: string;
      secret_hash: string;
      scopes: string[];
      created_by: string | null;
      created_at: Date;
      last_used_at: Date | null;
      revoked_at: Date | null;
    };
    setup_tokens: { token_hash: string; created_at: Date; expires_at: Date; used_at: Date | null };
    'auth.account': { userId: string; providerId: string; password: string | null; updatedAt: Date };
    'auth.user': { id: string; name: string; email: string; updatedAt: Date };
    'auth.session': {
      id: string;
      token: string;
      userId: string;
      expiresAt: Date;
      createdAt: Date;
      updatedAt: Date;
      ipAddress: string | null;
      userAgent: string | null;
    };
  }
}
