import { useQuery } from '@tanstack/react-query';
import { CircleDot } from 'lucide-react';
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
import { Group } from '../editor/group.tsx';
import { FlagRows } from './flag-rows.tsx';
import { StatusDialog } from './status-dialog.tsx';

/** Statuses with what each is for the desk, and the three flags. */
export function StatusesPanel() {
  const { t } = useTranslation(['settings', 'classification']);
  const query = useQuery(classificationQuery);
  return (
    <Panel title={t('sections.statuses')} lead={t('classification:statuses.lead')}>
      <Loaded query={query}>
        {({ statuses, flags }) => (
          <>
            <Statuses statuses={statuses} />
            <FlagRows flags={flags} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Statuses({ statuses }: { statuses: readonly Definition<'statuses'>[] }) {
  const { t, language } = useTranslation('classification');
  const [edited, edit] = useState<Edited<'statuses'>>(null);
  const { nameOf } = useClassification();
  const isEnglish = language === 'en';
  return (
    <Group
      title={t('statuses.title')}
      action={{ label: t('statuses.new'), run: () => edit('new'), setting: 'statuses' }}
    >
      <DefinitionList
        kind="statuses"
        label={t('statuses.title')}
        items={statuses}
        title={(status) => (
          <span className={classes.facetTitle}>
            <b>{nameOf(status)}</b>
            <Chip>{t(`statuses.categories.${status.category}`)}</Chip>
          </span>
        )}
        facts={({ publicName, publicNameEn }) => [
          t('statuses.customersSee', { name: isEnglish ? publicNameEn : publicName }),
        ]}
        onEdit={edit}
        empty={<EmptyState icon={<CircleDot />} title={t('statuses.none')} text={t('statuses.noneText')} />}
      />
      <StatusDialog edited={edited} onClose={() => edit(null)} />
    </Group>
  );
}
