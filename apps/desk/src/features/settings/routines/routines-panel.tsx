import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Routine } from '@ventanilla/contracts/routines';
import { Archive, Copy, ListChecks, Plus } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '../../../shared/components/empty-state.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem, notifyUndoable } from '../../../shared/notify.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import { SortableRows } from '../shared/ordering/sortable-rows.tsx';
import panel from '../shared/panel.module.css';
import { Loaded, Panel, Rows } from '../shared/panel.tsx';
import { newDraft, type RoutineDraft, toDraft } from './routine.form.ts';
import { RoutineButton } from './routine-button.tsx';
import { RoutineForm } from './routine-form.tsx';
import classes from './routines.module.css';
import { routineRequests, routinesQuery } from './routines.queries.ts';
import { useScheduleWords } from './schedule-words.ts';
import { TemplateDialog } from './template-dialog.tsx';

/** What is being edited: one that there is, or a new one. */
interface Edited {
  routine: Routine | null;
  draft: RoutineDraft;
}

/** The routines in their order: each to be changed, copied and put away. */
export function RoutinesPanel() {
  const { t } = useTranslation('routines');
  const query = useQuery(routinesQuery);
  const today = useFormat().now.toISOString().slice(0, 10);
  const [edited, edit] = useState<Edited | null>(null);
  const [isTemplate, openTemplate] = useState(false);
  const create = () => edit({ routine: null, draft: newDraft(today) });
  return (
    <Panel
      title={t('settings.title')}
      lead={t('settings.lead')}
      action={
        <span className={classes.actions}>
          <Button variant="default" onClick={() => openTemplate(true)}>
            {t('settings.template')}
          </Button>
          <Button
            variant="default"
            data-setting="routines"
            leftSection={<Plus size={16} aria-hidden />}
            onClick={create}
          >
            {t('settings.create')}
          </Button>
        </span>
      }
    >
      <Loaded query={query}>
        {(routines) => (
          <Lists
            routines={routines}
            onEdit={(routine) => edit({ routine, draft: toDraft(routine, today) })}
            onCopy={(routine) => {
              const draft = toDraft(routine, today);
              edit({
                routine: null,
                draft: { ...draft, name: t('settings.copyOf', { name: draft.name }).slice(0, 80) },
              });
            }}
          />
        )}
      </Loaded>
      <FormDialog
        opened={edited !== null}
        onClose={() => edit(null)}
        title={edited?.routine ? t('settings.edit', { name: edited.routine.name }) : t('settings.new')}
        size="xl"
      >
        {edited ? <RoutineForm {...edited} onClose={() => edit(null)} /> : null}
      </FormDialog>
      {isTemplate ? <TemplateDialog onClose={() => openTemplate(false)} /> : null}
    </Panel>
  );
}

interface ListsProps {
  routines: readonly Routine[];
  onEdit(routine: Routine): void;
  onCopy(routine: Routine): void;
}

function Lists({ routines, onEdit, onCopy }: ListsProps) {
  const { t } = useTranslation('routines');
  const { archive, order } = useChange();
  const rows = routines.map((routine) => ({ key: routine.id, name: routine.name, routine }));
  const used = rows.filter(({ routine }) => !routine.archived);
  const archived = rows.filter(({ routine }) => routine.archived);
  return (
    <>
      {used.length === 0 ? (
        <EmptyState
          icon={<ListChecks />}
          tone="accent"
          title={t('settings.emptyTitle')}
          text={t('settings.emptyText')}
        />
      ) : (
        <SortableRows
          label={t('settings.list')}
          items={used}
          onOrder={(ids) => void order(ids)}
          main={({ routine }) => <Facts routine={routine} onEdit={() => onEdit(routine)} />}
          actions={({ routine, name }) => (
            <>
              <RoutineButton
                label={`${t('settings.duplicate')}: ${name}`}
                icon={Copy}
                onClick={() => onCopy(routine)}
              />
              <RoutineButton
                label={`${t('settings.archive')}: ${name}`}
                icon={Archive}
                onClick={() => void archive(routine, true)}
              />
            </>
          )}
        />
      )}
      {archived.length > 0 ? (
        <details className={classes.archived}>
          <summary>
            {t('settings.archivedList')} ({archived.length})
          </summary>
          <Rows label={t('settings.archivedList')}>
            {archived.map(({ routine, key, name }) => (
              <li key={key}>
                <span className={panel.main}>
                  <b>{name}</b>
                </span>
                <Button
                  variant="default"
                  aria-label={`${t('settings.restore')}: ${name}`}
                  onClick={() => void archive(routine, false)}
                >
                  {t('settings.restore')}
                </Button>
              </li>
            ))}
          </Rows>
        </details>
      ) : null}
    </>
  );
}

function Facts({ routine, onEdit }: { routine: Routine; onEdit(): void }) {
  const { t } = useTranslation('routines');
  const words = useScheduleWords();
  const { name, schedule, items, holders } = routine;
  const facts = [
    words(schedule),
    holders === 0 ? t('settings.holdersNone') : t('settings.holders', { count: holders }),
    t('settings.points', { count: items.length }),
  ];
  return (
    <>
      <button type="button" className={classes.open} onClick={onEdit}>
        {name}
      </button>
      <span className={panel.sub}>{facts.join(' · ')}</span>
    </>
  );
}

/** At once on the screen; back as it was where the server says no. */
function useChange() {
  const { t } = useTranslation('routines');
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries({ queryKey: routinesQuery.queryKey, exact: true });
  const archive = async ({ id, name }: Routine, archived: boolean) => {
    try {
      await routineRequests.archive(id, archived);
      if (archived)
        notifyUndoable(t('settings.archived', { name }), {
          label: t('settings.undo'),
          run: () => void routineRequests.archive(id, false).then(again, notifyProblem),
        });
      else notifyDone(t('settings.restored', { name }));
    } catch (error) {
      notifyProblem(error);
    }
    await again();
  };
  const order = async (ids: string[]) => {
    const before = queryClient.getQueryData(routinesQuery.queryKey) ?? [];
    const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
    queryClient.setQueryData(
      routinesQuery.queryKey,
      [...before].sort((a, b) => place(a.id) - place(b.id)),
    );
    try {
      queryClient.setQueryData(routinesQuery.queryKey, await routineRequests.order(ids));
    } catch (error) {
      queryClient.setQueryData(routinesQuery.queryKey, before);
      notifyProblem(error);
    }
  };
  return { archive, order };
}
