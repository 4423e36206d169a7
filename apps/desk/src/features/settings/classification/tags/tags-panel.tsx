import { useQuery } from '@tanstack/react-query';
import { Tags } from 'lucide-react';
import { useState } from 'react';
import { classificationQuery, useClassification } from '../../../../shared/classification/classification.ts';
import { Chip, toneOf } from '../../../../shared/components/chip.tsx';
import { EmptyState } from '../../../../shared/components/empty-state.tsx';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { Loaded, Panel } from '../../shared/panel.tsx';
import classes from '../classification.module.css';
import type { Edited } from '../editor/definition-dialog.tsx';
import { DefinitionList } from '../editor/definition-list.tsx';
import type { Definition } from '../editor/definitions.ts';
import { Group } from '../editor/group.tsx';
import { FacetDialog } from './facet-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';
import { TagMark } from './tag-mark.tsx';

type Facet = Definition<'facets'>;

/** Facets in their order, and the tags of each. */
export function TagsPanel() {
  const { t } = useTranslation(['settings', 'classification']);
  const query = useQuery(classificationQuery);
  return (
    <Panel title={t('sections.tags')} lead={t('classification:facets.lead')}>
      <Loaded query={query}>
        {({ facets, tags }) => (
          <>
            <Facets facets={facets} tags={tags} />
            {facets
              .filter(({ active }) => active)
              .map((facet) => (
                <FacetTags
                  key={facet.key}
                  facet={facet}
                  tags={tags.filter(({ facetKey }) => facetKey === facet.key)}
                />
              ))}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Facets({ facets, tags }: { facets: readonly Facet[]; tags: readonly Definition<'tags'>[] }) {
  const { t } = useTranslation('classification');
  const [edited, edit] = useState<Edited<'facets'>>(null);
  const { nameOf } = useClassification();
  const namesOf = (facetKey: string) =>
    tags.filter((tag) => tag.active && tag.facetKey === facetKey).map(nameOf);
  return (
    <Group
      title={t('facets.title')}
      action={{ label: t('facets.new'), run: () => edit('new'), setting: 'tags' }}
    >
      <DefinitionList
        kind="facets"
        label={t('facets.title')}
        items={facets}
        title={(facet) => (
          <span className={classes.facetTitle}>
            <b>{nameOf(facet)}</b>
            <Chip tone="line">{t(`facets.${facet.about}`)}</Chip>
          </span>
        )}
        facts={({ key, exclusive, free }) => [
          t(exclusive ? 'facets.one' : 'facets.several'),
          t(free ? 'facets.open' : 'facets.closed'),
          namesOf(key).join(', '),
        ]}
        onEdit={edit}
        empty={<EmptyState icon={<Tags />} title={t('facets.none')} text={t('facets.noneText')} />}
      />
      <FacetDialog edited={edited} onClose={() => edit(null)} />
    </Group>
  );
}

function FacetTags({ facet, tags }: { facet: Facet; tags: readonly Definition<'tags'>[] }) {
  const { t } = useTranslation('classification');
  const [edited, edit] = useState<Edited<'tags'>>(null);
  const { nameOf } = useClassification();
  const title = t('tags.title', { facet: nameOf(facet) });
  return (
    <Group
      title={title}
      action={{
        label: t('tags.new'),
        said: t('tags.newIn', { facet: nameOf(facet) }),
        run: () => edit('new'),
      }}
    >
      <DefinitionList
        kind="tags"
        label={title}
        items={tags}
        title={(tag) => (
          <span className={classes.facetTitle}>
            <Chip tone={toneOf[tag.colour ?? facet.colour]}>{nameOf(tag)}</Chip>
            <TagMark mark={tag.mark} />
          </span>
        )}
        onEdit={edit}
        empty={<p className={classes.quiet}>{t('tags.none')}</p>}
      />
      <TagDialog facet={facet} edited={edited} onClose={() => edit(null)} />
    </Group>
  );
}
