import { useQuery } from '@tanstack/react-query';
import type { Classification } from '@ventanilla/web';
import { TextCursorInput } from 'lucide-react';
import { useState } from 'react';
import { classificationQuery, useClassification } from '../../../../shared/classification/classification.ts';
import { Chip } from '../../../../shared/components/chip.tsx';
import { EmptyState } from '../../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { Loaded, Panel } from '../../shared/panel.tsx';
import classes from '../classification.module.css';
import type { Edited } from '../editor/definition-dialog.tsx';
import { DefinitionList } from '../editor/definition-list.tsx';
import type { Definition } from '../editor/definitions.ts';
import { NewButton } from '../editor/new-button.tsx';
import { FieldDialog } from './field-dialog.tsx';
import { placesOf } from './places.rules.ts';
import { usePlaceName } from './places-editor.tsx';

/** Fields of one's own, and where each appears. */
export function FieldsPanel() {
  const { t } = useTranslation(['settings', 'classification']);
  const query = useQuery(classificationQuery);
  const [edited, edit] = useState<Edited<'fields'>>(null);
  return (
    <Panel
      title={t('sections.fields')}
      lead={t('classification:fields.lead')}
      action={
        <NewButton label={t('classification:fields.new')} setting="fields" onClick={() => edit('new')} />
      }
    >
      <Loaded query={query}>
        {(all) => (
          <>
            <Fields all={all} onEdit={edit} />
            <FieldDialog all={all} edited={edited} onClose={() => edit(null)} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Fields({ all, onEdit }: { all: Classification; onEdit(field: Definition<'fields'>): void }) {
  const { t, language } = useTranslation('classification');
  const { nameOf } = useClassification();
  const placeName = usePlaceName(all);
  const list = new Intl.ListFormat(language);
  const where = (key: string) => {
    const places = placesOf(key, all.forms);
    if (places.some(({ place }) => place === 'always')) return t('fields.everywhere');
    return places.length > 0 ? list.format(places.map(placeName)) : t('fields.nowhere');
  };
  return (
    <DefinitionList
      kind="fields"
      label={t('fields.title')}
      items={all.fields}
      title={(field) => (
        <span className={classes.facetTitle}>
          <b>{nameOf(field)}</b>
          <Chip>{t(`fields.kinds.${field.kind}`)}</Chip>
          {field.visibility === 'customer' ? <Chip tone="azul">{t('fields.customer')}</Chip> : null}
        </span>
      )}
      facts={({ key, required }) => [
        where(key),
        required === 'no' ? null : t('demandFact', { when: t(`demand.${required}`).toLowerCase() }),
      ]}
      onEdit={onEdit}
      empty={<EmptyState icon={<TextCursorInput />} title={t('fields.none')} text={t('fields.noneText')} />}
    />
  );
}
