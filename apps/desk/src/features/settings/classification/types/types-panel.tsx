import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Classification } from '@ventanilla/web';
import { Shapes, SignalHigh } from 'lucide-react';
import { useState } from 'react';
import { classificationQuery, useClassification } from '../../../../shared/classification/classification.ts';
import { Chip, toneOf } from '../../../../shared/components/chip.tsx';
import { EmptyState } from '../../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { Loaded, Panel } from '../../shared/panel.tsx';
import { DefinitionDialog, type Edited, writtenNames } from '../editor/definition-dialog.tsx';
import { DefinitionList } from '../editor/definition-list.tsx';
import { Group } from '../editor/group.tsx';
import { MatrixAside } from './matrix-aside.tsx';
import { PriorityDialog } from './priority-dialog.tsx';
import { PriorityMatrix } from './priority-matrix.tsx';
import { useTargetText } from './use-target-text.ts';

/** Types, priorities, and which of these each of those may have. */
export function TypesPanel() {
  const { t } = useTranslation(['settings', 'classification']);
  const query = useQuery(classificationQuery);
  return (
    <Panel title={t('sections.types')} lead={t('classification:priorities.lead')}>
      <Loaded query={query}>{(all) => <Lists all={all} />}</Loaded>
    </Panel>
  );
}

function Lists({ all }: { all: Classification }) {
  const { t } = useTranslation('classification');
  const inUse = {
    types: all.types.filter(({ active }) => active),
    priorities: all.priorities.filter(({ active }) => active),
  };
  return (
    <>
      <Group title={t('matrix.title')} hint={t('matrix.hint')} setting="priorityMatrix">
        <PriorityMatrix {...inUse} />
      </Group>
      <Priorities all={all} />
      <Types all={all} />
      <MatrixAside {...inUse} />
    </>
  );
}

function Priorities({ all: { priorities, types } }: { all: Classification }) {
  const { t, language } = useTranslation('classification');
  const [edited, edit] = useState<Edited<'priorities'>>(null);
  const { nameOf } = useClassification();
  const targetText = useTargetText();
  const list = new Intl.ListFormat(language);
  const forWhom = (typeKeys: readonly string[]) => {
    const names = types.filter(({ key, active }) => active && typeKeys.includes(key)).map(nameOf);
    return names.length > 0
      ? t('priorities.forTypes', { types: list.format(names) })
      : t('priorities.noType');
  };
  return (
    <Group
      title={t('priorities.title')}
      hint={t('priorities.hint')}
      action={{ label: t('priorities.new'), run: () => edit('new'), setting: 'priorities' }}
    >
      <DefinitionList
        kind="priorities"
        label={t('priorities.title')}
        items={priorities}
        title={(priority) => <Chip tone={toneOf[priority.colour]}>{nameOf(priority)}</Chip>}
        facts={({ target, typeKeys }) => [targetText(target), forWhom(typeKeys)]}
        onEdit={edit}
        empty={
          <EmptyState icon={<SignalHigh />} title={t('priorities.none')} text={t('priorities.noneText')} />
        }
      />
      <PriorityDialog edited={edited} onClose={() => edit(null)} />
    </Group>
  );
}

function Types({ all: { types } }: { all: Classification }) {
  const { t } = useTranslation('classification');
  const [edited, edit] = useState<Edited<'types'>>(null);
  return (
    <Group
      title={t('types.title')}
      hint={t('types.hint')}
      action={{ label: t('types.new'), run: () => edit('new'), setting: 'ticketTypes' }}
    >
      <DefinitionList
        kind="types"
        label={t('types.title')}
        items={types}
        facts={({ description }) => [description]}
        onEdit={edit}
        empty={<EmptyState icon={<Shapes />} title={t('types.none')} text={t('types.noneText')} />}
      />
      <DefinitionDialog
        kind="types"
        edited={edited}
        onClose={() => edit(null)}
        titleNew={t('types.new')}
        read={(type) => ({
          name: type?.name ?? '',
          nameEn: type?.nameEn ?? '',
          description: type?.description ?? '',
        })}
        write={(values) => ({ ...writtenNames(values), description: values.description })}
      >
        {(form) => (
          <Textarea
            {...form.getInputProps('description')}
            label={t('types.description')}
            description={t('types.descriptionHint')}
            maxLength={400}
            autosize
            minRows={2}
          />
        )}
      </DefinitionDialog>
    </Group>
  );
}
