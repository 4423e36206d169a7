import type { Generated } from 'kysely';

declare module '../../platform/db/database.ts' {
  interface Database {
    organizations: {
      id: string;
      name: string;
      parent_id: string | null;
      domains: Generated<string[]>;
      line_id: string | null;
      calendar_id: string | null;
      account_manager_id: string | null;
      success_manager_id: string | null;
      /** Why it was made beside others like it. */
      made_because: string | null;
      version: Generated<number>;
      created_at: Date;
    };
    contacts: {
      id: string;
      name: string;
      organization_id: string | null;
      job_title: string | null;
      language: 'es' | 'en' | null;
      version: Generated<number>;
      created_at: Date;
    };
    contact_tags: { contact_id: string; tag_key: string };
    contact_identities: {
      id: string;
      contact_id: string;
      kind: 'email' | 'phone' | 'whatsapp' | 'social' | 'external';
      scope: Generated<string>;
      value: string;
      match_key: string;
      /** Of an address: of their work, or their own. */
      label: 'official' | 'personal' | null;
      verified: Generated<boolean>;
      superseded_by: string | null;
      bounced_at: Date | null;
      bounce_permanent: boolean | null;
      bounce_status: string | null;
      bounce_said: string | null;
      created_at: Date;
    };
  }
}
