import type { Language } from '@ventanilla/contracts/common';
import type { Generated } from 'kysely';
import type { Scope } from '../../platform/actor.ts';

declare module '../../platform/db/database.ts' {
  interface Database {
    roles: { key: string; permissions: string[]; scope: Generated<Scope>; built_in: Generated<boolean> };
    agents: {
      id: string;
      auth_user_id: string;
      name: string;
      email: string;
      role_key: string;
      active: Generated<boolean>;
      language: Generated<Language>;
      version: Generated<number>;
      created_at: Date;
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
