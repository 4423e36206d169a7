import type { TicketDetail } from '@ventanilla/web';
import { useClassification } from '../../../shared/classification/classification.ts';
import { type TagChoice, TagsValue } from '../../../shared/classification/tags-value.tsx';
import { toneOf } from '../../../shared/components/chip.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useClassify } from './use-classify.ts';

/** The tags of a ticket and of its requester, a row for each facet in use. */
export function FacetRows({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('classify');
  const { definitions, nameOf } = useClassification();
  const classify = useClassify(detail);
  const { tags, contactTags } = detail.classification;
  const canChange = detail.ticket.can.includes('classify');
  return definitions.facets.map((facet) => {
    const list = facet.about === 'contact' ? 'contactTags' : 'tags';
    const held = list === 'contactTags' ? contactTags : tags;
    const choices = definitions.tags
      .filter(({ key, facetKey, active }) => facetKey === facet.key && (active || held.includes(key)))
      .map((tag) => ({
        key: tag.key,
        name: nameOf(tag),
        tone: toneOf[tag.colour ?? facet.colour] ?? 'gris',
        isHeld: held.includes(tag.key),
      }));
    const heldHere = choices.filter(({ isHeld }) => isHeld).map(({ key }) => key);
    if (!facet.active && heldHere.length === 0) return null;
    const name = nameOf(facet);
    const add = (choice: TagChoice) => {
      const replaced = facet.exclusive ? heldHere : [];
      void classify({
        asked: { addTags: [choice.key] },
        back: { removeTags: [choice.key], addTags: replaced },
        foreseen: { [list]: [...held.filter((key) => !replaced.includes(key)), choice.key] },
        what: `${name}: ${choice.name}`,
      });
    };
    const remove = (choice: TagChoice) =>
      void classify({
        asked: { removeTags: [choice.key] },
        back: { addTags: [choice.key] },
        foreseen: { [list]: held.filter((key) => key !== choice.key) },
        what: t('removeTag', { name: choice.name }),
      });
    const create = (text: string) =>
      void classify({
        asked: { newTags: [{ facetKey: facet.key, name: text }] },
        // Its key is only known afterwards; one takes it away by its cross.
        back: {},
        foreseen: {},
        what: `${name}: ${text}`,
      });
    return (
      <div key={facet.key} style={{ display: 'contents' }}>
        <dt>{name}</dt>
        <dd>
          <TagsValue
            facet={name}
            choices={choices}
            canChange={canChange && facet.active}
            isFree={facet.free}
            onAdd={add}
            onRemove={remove}
            onCreate={create}
          />
        </dd>
      </div>
    );
  });
}
