import { Button } from '@mantine/core';
import type { Filter } from '@ventanilla/contracts/filters';
import { Copy, Link2, ListTree, Plus } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLatest } from '../../hooks/use-latest.ts';
import { addPart, type DraftGroup, draftOf, filterOf, newCondition, newGroup } from '../draft.rules.ts';
import { firstOp, shapeOfField } from '../filter.fields.ts';
import type { EditedFilter } from '../use-filter.ts';
import classes from './builder.module.css';
import { GroupRows } from './group-rows.tsx';
import { PreviewAside } from './preview-aside.tsx';

interface FilterBuilderProps {
  filter: EditedFilter;
  onCopyText(): void;
  onCopyLink(): void;
  /** Closes it: what it built is in the text already. */
  onApply(): void;
  onClose(): void;
  /** What else can be done with the filter, beside «Aplicar». */
  children?: ReactNode;
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** A filter as rows of words to choose from, with what it finds as it is made. */
export function FilterBuilder(props: FilterBuilderProps) {
  const { filter, onCopyText, onCopyLink, onApply, onClose, children } = props;
  const { t } = useTranslation('filters');
  const { draft, change } = useDraft(filter);
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    dialog.current?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // A list that is open within closes first.
    if (dialog.current?.querySelector('[aria-expanded="true"]')) return;
    event.stopPropagation();
    onClose();
  };
  const add = (part: DraftGroup['parts'][number]) => change(addPart(draft, draft.id, part), part.id);
  return (
    <div
      ref={dialog}
      className={classes.builder}
      role="dialog"
      aria-label={t('builder.label')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className={classes.main}>
        <div className={classes.head}>
          <span id="builder-join">{t('builder.match')}</span>
          <span className={classes.segment} role="group" aria-labelledby="builder-join">
            {(['and', 'or'] as const).map((join) => (
              <button
                key={join}
                type="button"
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
      <PreviewAside filter={filterOf(draft)} />
      <div className={classes.foot}>
        <Button size="xs" variant="subtle" leftSection={<Copy {...icon} />} onClick={onCopyText}>
          {t('box.copyText')}
        </Button>
        <Button size="xs" variant="subtle" leftSection={<Link2 {...icon} />} onClick={onCopyLink}>
          {t('box.copyLink')}
        </Button>
        <span className={classes.grow} />
        {children}
        <Button size="xs" onClick={onApply}>
          {t('builder.apply')}
        </Button>
      </div>
    </div>
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
