import { Select } from '@mantine/core';
import { tagMarks } from '@ventanilla/contracts/classification-kinds';
import type { Colour } from '@ventanilla/web';
import { Chip, toneOf } from '../../../../shared/components/chip.tsx';
import { ColourChoice } from '../../../../shared/components/colour-choice.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../classification.module.css';
import { DefinitionDialog, type Edited, type Named, writtenNames } from '../editor/definition-dialog.tsx';
import type { Definition } from '../editor/definitions.ts';
import { TagMark } from './tag-mark.tsx';

type Mark = Definition<'tags'>['mark'];

interface TagValues extends Named {
  colour: Colour | null;
  /** Empty: none. */
  mark: NonNullable<Mark> | '';
}

interface TagDialogProps {
  facet: Definition<'facets'>;
  edited: Edited<'tags'>;
  onClose(): void;
}

/** A tag of a facet: its colour, where it has one of its own, and its mark (S26). */
export function TagDialog({ facet, edited, onClose }: TagDialogProps) {
  const { t } = useTranslation('classification');
  return (
    <DefinitionDialog
      kind="tags"
      edited={edited}
      onClose={onClose}
      titleNew={t('tags.new')}
      read={(tag): TagValues => ({
        name: tag?.name ?? '',
        nameEn: tag?.nameEn ?? '',
        colour: tag?.colour ?? null,
        mark: tag?.mark ?? '',
      })}
      write={({ colour, mark, ...names }) => ({
        ...writtenNames(names),
        colour,
        mark: mark === '' ? null : mark,
      })}
      made={() => ({ facetKey: facet.key })}
    >
      {(form) => (
        <>
          <ColourChoice
            label={t('color')}
            value={form.values.colour}
            onChange={(colour) => form.setFieldValue('colour', colour)}
            none={t('tags.ofFacet')}
          />
          <Select
            {...form.getInputProps('mark')}
            label={t('tags.mark')}
            description={t('tags.markHint')}
            data={[
              { value: '', label: t('tags.noMark') },
              ...tagMarks.map((mark) => ({ value: mark, label: t(`tags.marks.${mark}`) })),
            ]}
            allowDeselect={false}
          />
          {form.values.name.trim() === '' ? null : (
            <p className={classes.facetTitle}>
              <Chip tone={toneOf[form.values.colour ?? facet.colour]}>{form.values.name}</Chip>
              <TagMark mark={form.values.mark === '' ? null : form.values.mark} />
            </p>
          )}
        </>
      )}
    </DefinitionDialog>
  );
}
