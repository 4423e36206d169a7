import type { Language } from '@ventanilla/contracts/common';
import type { Generated } from 'kysely';

declare module '../../platform/db/database.ts' {
  interface Database {
    brands: {
      id: string;
      name: string;
      languages: Generated<string[]>;
      language: Generated<Language>;
      address_form: Generated<'tu' | 'usted'>;
      time_zone: string;
      currency: Generated<string>;
      color: Generated<string>;
      logo_sha256: string | null;
      logo_type: string | null;
      version: Generated<number>;
      created_at: Date;
    };
  }
}
