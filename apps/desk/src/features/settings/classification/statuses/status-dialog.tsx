import { Select, TextInput } from '@mantine/core';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import panel from '../../shared/panel.module.css';
import { DefinitionDialog, type Edited, type Named } from '../editor/definition-dialog.tsx';
import type { Definition } from '../editor/definitions.ts';

type Category = Definition<'statuses'>['category'];

/** In the order in which a ticket goes through them. */
const categories = [
  'open',
  'in_progress',
  'waiting_customer',
  'waiting_area',
  'to_validate',
  'closed',
  'ignored',
] as const satisfies Category[];

interface StatusValues extends Named {
  publicName: string;
  publicNameEn: string;
  category: Category;
}

const nameFields = [
  ['name', 'agentsName'],
  ['nameEn', 'agentsNameEn'],
  ['publicName', 'customersName'],
  ['publicNameEn', 'customersNameEn'],
] as const;

/** A status: what the desk does with it, and what agents and customers read in either language. */
export function StatusDialog({ edited, onClose }: { edited: Edited<'statuses'>; onClose(): void }) {
  const { t } = useTranslation('classification');
  return (
    <DefinitionDialog
      kind="statuses"
      edited={edited}
      onClose={onClose}
      titleNew={t('statuses.new')}
      ownNames
      read={(status): StatusValues => ({
        name: status?.name ?? '',
        nameEn: status?.nameEn ?? '',
        publicName: status?.publicName ?? '',
        publicNameEn: status?.publicNameEn ?? '',
        category: status?.category ?? 'in_progress',
      })}
      check={(values) =>
        Object.fromEntries(
          nameFields.map(([field]) => [field, values[field].trim() === '' ? t('missing') : null]),
        )
      }
      write={({ name, nameEn, publicName, publicNameEn }) => ({
        name: name.trim(),
        nameEn: nameEn.trim(),
        publicName: publicName.trim(),
        publicNameEn: publicNameEn.trim(),
      })}
      made={({ category }) => ({ category })}
    >
      {(form) => (
        <>
          <Select
            {...form.getInputProps('category')}
            label={t('statuses.category')}
            description={t('statuses.categoryHint')}
            data={categories.map((category) => ({
              value: category,
              label: t(`statuses.categories.${category}`),
            }))}
            allowDeselect={false}
            disabled={edited !== 'new'}
          />
          <div className={panel.grid}>
            {nameFields.map(([field, phrase], at) => (
              <TextInput
                key={field}
                {...form.getInputProps(field)}
                label={t(`statuses.${phrase}`)}
                maxLength={80}
                data-autofocus={at === 0 || undefined}
              />
            ))}
          </div>
        </>
      )}
    </DefinitionDialog>
  );
}
