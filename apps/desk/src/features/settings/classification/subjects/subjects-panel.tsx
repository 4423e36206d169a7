import { useQuery } from '@tanstack/react-query';
import type { Classification } from '@ventanilla/web';
import { ListChecks } from 'lucide-react';
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
import { linesOf, SubjectDialog } from './subject-dialog.tsx';

/** The catalogue of subjects, each with its form. */
export function SubjectsPanel() {
  const { t } = useTranslation(['settings', 'classification']);
  const query = useQuery(classificationQuery);
  const [edited, edit] = useState<Edited<'subjects'>>(null);
  return (
    <Panel
      title={t('sections.subjects')}
      lead={t('classification:subjects.lead')}
      action={
        <NewButton label={t('classification:subjects.new')} setting="subjects" onClick={() => edit('new')} />
      }
    >
      <Loaded query={query}>
        {(all) => (
          <>
            <Subjects all={all} onEdit={edit} />
            <SubjectDialog all={all} edited={edited} onClose={() => edit(null)} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Subjects({ all, onEdit }: { all: Classification; onEdit(subject: Definition<'subjects'>): void }) {
  const { t } = useTranslation('classification');
  const { nameOf } = useClassification();
  const { subjects, types, fields, forms } = all;
  const asked = (key: string) =>
    linesOf(key, forms).flatMap(({ fieldKey, required }) => {
      const field = fields.find((one) => one.key === fieldKey && one.active);
      return field ? [required ?? field.required] : [];
    });
  return (
    <DefinitionList
      kind="subjects"
      label={t('subjects.title')}
      items={subjects}
      title={(subject) => {
        const type = types.find(({ key }) => key === subject.typeKey);
        return (
          <span className={classes.facetTitle}>
            <b>{nameOf(subject)}</b>
            {type ? <Chip>{nameOf(type)}</Chip> : null}
          </span>
        );
      }}
      facts={({ key }) => {
        const demands = asked(key);
        const required = demands.filter((demand) => demand !== 'no').length;
        if (demands.length === 0) return [t('subjects.noForm')];
        return [
          t('subjects.fields', { count: demands.length }),
          required > 0 ? t('subjects.required', { count: required }) : null,
        ];
      }}
      onEdit={onEdit}
      empty={<EmptyState icon={<ListChecks />} title={t('subjects.none')} text={t('subjects.noneText')} />}
    />
  );
}
