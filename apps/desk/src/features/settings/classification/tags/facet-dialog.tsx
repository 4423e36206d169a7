import { Select, Switch } from '@mantine/core';
import type { Colour } from '@ventanilla/web';
import { ColourChoice } from '../../../../shared/components/colour-choice.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { DefinitionDialog, type Edited, type Named, writtenNames } from '../editor/definition-dialog.tsx';

interface FacetValues extends Named {
  about: 'ticket' | 'contact';
  exclusive: boolean;
  free: boolean;
  colour: Colour;
}

/** A facet: what it is about, how many of its tags at a time, and who may add to them (W8, P2). */
export function FacetDialog({ edited, onClose }: { edited: Edited<'facets'>; onClose(): void }) {
  const { t } = useTranslation('classification');
  return (
    <DefinitionDialog
      kind="facets"
      edited={edited}
      onClose={onClose}
      titleNew={t('facets.new')}
      read={(facet): FacetValues => ({
        name: facet?.name ?? '',
        nameEn: facet?.nameEn ?? '',
        about: facet?.about ?? 'ticket',
        exclusive: facet?.exclusive ?? false,
        free: facet?.free ?? false,
        colour: facet?.colour ?? 'grey',
      })}
      write={({ exclusive, free, colour, ...names }) => ({
        ...writtenNames(names),
        exclusive,
        free,
        colour,
      })}
      made={({ about }) => ({ about })}
    >
      {(form) => (
        <>
          <Select
            {...form.getInputProps('about')}
            label={t('facets.about')}
            description={t('facets.aboutHint')}
            data={(['ticket', 'contact'] as const).map((about) => ({
              value: about,
              label: t(`facets.${about}`),
            }))}
            allowDeselect={false}
            disabled={edited !== 'new'}
          />
          <Switch
            {...form.getInputProps('exclusive', { type: 'checkbox' })}
            label={t('facets.exclusive')}
            description={t('facets.exclusiveHint')}
          />
          <Switch
            {...form.getInputProps('free', { type: 'checkbox' })}
            label={t('facets.free')}
            description={t('facets.freeHint')}
          />
          <ColourChoice
            label={t('color')}
            value={form.values.colour}
            onChange={(colour) => colour && form.setFieldValue('colour', colour)}
          />
        </>
      )}
    </DefinitionDialog>
  );
}
