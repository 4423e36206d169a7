import { Button } from '@mantine/core';
import type { Filter } from '@ventanilla/contracts/filters';
import { ListTree, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import segment from '../../components/segment.module.css';
import { useLatest } from '../../hooks/use-latest.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { addPart, type DraftGroup, draftOf, filterOf, newCondition, newGroup } from '../draft.rules.ts';
import { firstOp, shapeOfField } from '../filter.fields.ts';
import type { EditedFilter } from '../use-filter.ts';
import classes from './builder.module.css';
import { GroupRows } from './group-rows.tsx';
import { PreviewAside } from './preview-aside.tsx';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The conditions of a filter as rows, and beside them what it finds as it is made. */
export function BuilderRows({ filter }: { filter: EditedFilter }) {
  const { t } = useTranslation('filters');
  const { draft, change } = useDraft(filter);
  const add = (part: DraftGroup['parts'][number]) => change(addPart(draft, draft.id, part), part.id);
  return (
    <>
      <div className={classes.main}>
        <div className={classes.head}>
          <span id="builder-join">{t('builder.match')}</span>
          <span className={segment.segment} role="group" aria-labelledby="builder-join">
            {(['and', 'or'] as const).map((join) => (
              <button
                key={join}
                type="button"
                className={segment.choice}
                aria-pressed={draft.join === join}
                onClick={() => change({ ...draft, join })}
              >
                {t(join === 'and' ? 'builder.all' : 'builder.any')}
              </button>
            ))}
          </span>
          <span className={classes.same}>{t('builder.same')}</span>
        </div>
        <div className={classes.rows}>
          {draft.parts.length === 0 ? <p className={classes.empty}>{t('builder.empty')}</p> : null}
          <GroupRows root={draft} group={draft} names={filter.names} onChange={change} />
          <div className={classes.adds}>
            <Button
              size="xs"
              variant="subtle"
              leftSection={<Plus {...icon} />}
              onClick={() => add(newCondition('status', firstOp(shapeOfField('status', []))))}
            >
              {t('builder.condition')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              leftSection={<ListTree {...icon} />}
              onClick={() =>
                add(newGroup(draft.join === 'and' ? 'or' : 'and', [newCondition('priority', 'any_of')]))
              }
            >
              {t('builder.group')}
            </Button>
          </div>
        </div>
      </div>
      <PreviewAside filter={filterOf(draft)} isPast={filter.problems.length > 0} />
    </>
  );
}

/** The rows as they are being made; whole conditions become the filter, and a filter that came otherwise the rows. */
function useDraft({ filter, revision, setFilter }: EditedFilter) {
  const [draft, setDraft] = useState<DraftGroup>(() => draftOf(filter ?? { and: [] }));
  const shown = useRef(revision);
  const told = useRef('');
  const present = useLatest(filter);
  useEffect(() => {
    if (shown.current === revision) return;
    shown.current = revision;
    if (present.current) setDraft(draftOf(present.current));
  }, [revision, present]);
  const change = (next: DraftGroup, focusId?: number) => {
    setDraft(next);
    if (focusId !== undefined) focusPart(focusId);
    const asked: Filter = filterOf(next);
    const written = JSON.stringify(asked);
    if (written === (told.current || JSON.stringify(filterOf(draft)))) return;
    told.current = written;
    setFilter(asked);
  };
  return { draft, change };
}

/** The first thing of a row that is new or has been moved. */
function focusPart(id: number): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-part="${id}"] :is(input, button)`)?.focus();
  });
}
