import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox, Group, Modal, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { CardPart, ColumnBody } from '@ventanilla/contracts/boards';
import type { Filter } from '@ventanilla/contracts/filters';
import type { TicketSort } from '@ventanilla/contracts/views';
import { type FormEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { takeTyped } from '../../../shared/actions/typed-ahead.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import type { OfferedColumn } from '../../../shared/boards/board-edit.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { ColourChoice } from '../../../shared/components/colour-choice.tsx';
import { BuilderRows } from '../../../shared/filters/builder/builder-rows.tsx';
import { FilterBox } from '../../../shared/filters/filter-box.tsx';
import { FilterProblems } from '../../../shared/filters/filter-problems.tsx';
import { writeText } from '../../../shared/filters/filters.queries.ts';
import { type EditedFilter, everything, useFilter } from '../../../shared/filters/use-filter.ts';
import { useFocusBack } from '../../../shared/hooks/use-focus-back.ts';
import { useLatest } from '../../../shared/hooks/use-latest.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { sorts } from '../../../shared/tickets/ticket-sorts.ts';
import { type ColumnAbout, type ColumnState, placeOf } from '../board.rules.ts';
import { useColumnName } from '../column-name.ts';
import classes from './column-dialog.module.css';

const nameMax = 60;

/** What a card may show, in the order in which it does. */
const parts = [
  'organization',
  'preview',
  'clock',
  'flag',
  'priority',
  'tags',
  'status',
  'department',
  'owner',
  'counts',
] as const satisfies readonly CardPart[];
/** What cards of a new column show. */
export const ownShows: CardPart[] = parts.filter((part) => part !== 'department');

interface ColumnDialogProps {
  /** The one that is changed; left out: a new one. */
  column?: ColumnState;
  initial: Pick<ColumnAbout, 'name' | 'colour' | 'source' | 'sort' | 'shows'>;
  onClose(): void;
  /** It is left without being saved, though something was made of it. */
  onLeave?(made: OfferedColumn): void;
  /** Throws what the server says against it. */
  onSave(body: ColumnBody): Promise<void>;
}

/** A column with its name, what stands in it and how it is shown; what it would hold is seen as it is made. */
export function ColumnDialog({ column, initial, onClose, onLeave, onSave }: ColumnDialogProps) {
  const { t } = useTranslation(['boards', 'list', 'desk']);
  useFocusBack();
  const columnName = useColumnName();
  const tree = initial.source.kind === 'filter' ? (initial.source.filter ?? everything) : null;
  const text = useTextOf(tree as Filter | null, { onFail: onClose });
  const made = useRef<OfferedColumn | null>(null);
  const leave = () => {
    if (made.current) onLeave?.(made.current);
    onClose();
  };
  const title = column
    ? t('column.editTitle', { column: columnName(placeOf(column)) })
    : t('column.newTitle');
  return (
    <Modal
      opened
      onClose={leave}
      size={tree ? 940 : 480}
      title={title}
      closeButtonProps={{ 'aria-label': t('desk:actions.close') }}
    >
      {text === null ? (
        <p aria-busy="true" className={classes.hint}>
          {t('desk:states.loading')}
        </p>
      ) : (
        <ColumnForm
          column={column}
          initial={initial}
          text={text}
          made={made}
          onClose={onClose}
          onLeave={leave}
          onSave={onSave}
        />
      )}
    </Modal>
  );
}

/** A filter as text; null while it is being written. Without it nothing may be saved in its place. */
function useTextOf(tree: Filter | null, { onFail }: { onFail(): void }): string | null {
  const queryClient = useQueryClient();
  const [text, setText] = useState<string | null>(tree ? null : '');
  const first = useRef(tree);
  const fail = useLatest(onFail);
  useEffect(() => {
    if (!first.current) return;
    writeText(first.current, queryClient)
      .then(setText)
      .catch((error: unknown) => {
        notifyProblem(error);
        fail.current();
      });
  }, [queryClient, fail]);
  return text;
}

interface ColumnFormProps extends Omit<ColumnDialogProps, 'column' | 'onLeave'> {
  column: ColumnState | undefined;
  text: string;
  /** What was made of it so far; null: nothing. */
  made: RefObject<OfferedColumn | null>;
  onLeave(): void;
}

function ColumnForm({ column, initial, text, made, onClose, onLeave, onSave }: ColumnFormProps) {
  const { t } = useTranslation(['boards', 'list', 'desk']);
  const columnName = useColumnName();
  const [applied, setApplied] = useState(text);
  const filter = useFilter({ applied, onApply: setApplied });
  const [name, setName] = useState(initial.name ?? '');
  const [look, setLook] = useState({ colour: initial.colour, sort: initial.sort, shows: initial.shows });
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { source } = initial;
  const isTouched = name !== (initial.name ?? '') || filter.text !== text;
  useEffect(() => {
    const { colour, sort } = look;
    made.current = isTouched ? { name, colour, sort, filter: filter.filter ?? everything } : null;
  }, [made, isTouched, name, look, filter.filter]);
  // The dialog may be there before the text of its filter is, and has given the focus away by then.
  const nameInput = useRef<HTMLInputElement>(null);
  useEffect(() => nameInput.current?.focus(), []);
  const problem = column?.about.problem;
  const isBuiltIn = source.kind === 'builtIn';
  // Whoever comes to mend a filter that cannot be read does not make a column of every ticket by leaving it empty.
  const isStillLost = source.kind === 'filter' && source.filter === null && filter.text.trim() === '';
  const canSave = isBuiltIn || (name.trim() !== '' && filter.isCurrent && !isStillLost);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!canSave || isSaving) return;
    setSaving(true);
    const asked = isBuiltIn ? source : { kind: 'filter' as const, filter: filter.filter ?? everything };
    try {
      await onSave({ ...look, name: name.trim() || null, source: asked });
      onClose();
    } catch (failure) {
      setError(problemText(failure));
      setSaving(false);
    }
  };
  return (
    <form onSubmit={save} className={classes.form}>
      <TextInput
        ref={nameInput}
        label={t('column.name')}
        value={name}
        maxLength={nameMax}
        required={!isBuiltIn}
        placeholder={column && isBuiltIn ? columnName({ ...placeOf(column), name: null }) : ''}
        error={error}
        onFocus={() => {
          const ahead = takeTyped();
          setName((before) => (before + ahead).slice(0, nameMax));
        }}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {problem ? <Banner tone="ambar">{problem.detail}</Banner> : null}
      {isBuiltIn ? <p className={classes.hint}>{t('column.builtIn')}</p> : <FilterPart filter={filter} />}
      <div className={classes.look}>
        <Select
          label={t('column.sort')}
          data={sorts.map((sort) => ({ value: sort, label: t(`list:sort.${sort}`) }))}
          value={look.sort}
          allowDeselect={false}
          onChange={(sort) => sort && setLook({ ...look, sort: sort as TicketSort })}
        />
        <ColourChoice
          label={t('column.colour')}
          value={look.colour}
          none={t('column.noColour')}
          onChange={(colour) => setLook({ ...look, colour })}
        />
      </div>
      <fieldset className={classes.shows}>
        <legend>{t('column.shows')}</legend>
        {parts.map((part) => (
          <Checkbox
            key={part}
            size="xs"
            label={t(`column.parts.${part}`)}
            checked={look.shows.includes(part)}
            onChange={({ currentTarget: { checked } }) =>
              setLook({
                ...look,
                shows: parts.filter((one) => (one === part ? checked : look.shows.includes(one))),
              })
            }
          />
        ))}
      </fieldset>
      <Group justify="flex-end">
        <Button variant="default" onClick={onLeave}>
          {t('desk:actions.cancel')}
        </Button>
        <Button type="submit" disabled={!canSave} loading={isSaving}>
          {column ? t('column.save') : t('column.add')}
        </Button>
      </Group>
    </form>
  );
}

/** What stands in a column, written or built, with how many it finds and the first of them. */
function FilterPart({ filter }: { filter: EditedFilter }) {
  const { t } = useTranslation('boards');
  const problemsId = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className={classes.filter} aria-label={t('column.filter')}>
      <h3>{t('column.filter')}</h3>
      <FilterBox filter={filter} input={input} problemsId={problemsId} onEnter={() => undefined} />
      <FilterProblems id={problemsId} filter={filter} />
      <div className={classes.rows}>{filter.filter ? <BuilderRows filter={filter} /> : null}</div>
    </section>
  );
}
