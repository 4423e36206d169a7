import type {
  Colour,
  FieldDemand,
  FieldKind,
  FlagKey,
  FormPlace,
} from '@ventanilla/contracts/classification-kinds';
import type { StatusCategory } from '@ventanilla/contracts/events';
import type { Generated } from 'kysely';

declare module '../../platform/db/database.ts' {
  interface Database {
    statuses: {
      key: string;
      category: StatusCategory;
      label_es: string;
      label_en: string;
      public_label_es: string;
      public_label_en: string;
      position: number;
      active: Generated<boolean>;
      version: Generated<number>;
    };
    priority_types: { type_key: string; priority_key: string };
    priorities: { key: string; name: string; name_en: string | null; colour: Colour };
    flags: { key: FlagKey; name: string; name_en: string | null };
    field_definitions: {
      key: string;
      name: string;
      name_en: string | null;
      kind: FieldKind;
      required: FieldDemand;
      active: boolean;
    };
    field_uses: {
      place: FormPlace;
      place_key: string;
      field_key: string;
      required: FieldDemand | null;
      position: number;
    };
  }
}
