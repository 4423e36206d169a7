import { ActionIcon, Select } from '@mantine/core';
import type { FilterField } from '@ventanilla/contracts/filter-fields';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { type DraftCondition, newCondition, withOp } from '../draft.rules.ts';
import { firstOp, type OpChoice, opChoices, readOpChoice, shapeOfField } from '../filter.fields.ts';
import classes from './builder.module.css';
import { ValueInput } from './value-input.tsx';
import { useFilterWords } from './words.ts';

interface ConditionRowProps {
  /** «y», «o», or nothing at the beginning. */
  before: string;
  draft: DraftCondition;
  names: Record<string, string>;
  onPut(next: DraftCondition | null): void;
  onMove(by: 1 | -1): void;
}

/** A field, what is asked of it and the value; it is moved by Alt and the arrows, or by its buttons. */
export function ConditionRow({ before, draft, names, onPut, onMove }: ConditionRowProps) {
  const { t } = useTranslation('filters');
  const { fields, groups, fieldName, opName } = useFilterWords();
  const name = fieldName(draft.field);
  const shape = shapeOfField(draft.field, fields);
  const op: OpChoice = draft.negated ? `not:${draft.op}` : draft.op;
  const known = opChoices(shape, draft.field);
  // What a text said stays, though nobody would choose it here.
  const ops = known.includes(op) ? known : [...known, op];
  const chooseField = (field: FilterField) => {
    const next = newCondition(field, firstOp(shapeOfField(field, fields)));
    onPut({ ...next, id: draft.id });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key];
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(by);
  };
  const icon = { size: 13, strokeWidth: 1.75, 'aria-hidden': true } as const;
  return (
    <div
      className={classes.condition}
      role="group"
      aria-label={name}
      data-part={draft.id}
      onKeyDownCapture={onKeyDown}
    >
      <span className={classes.join}>{before}</span>
      <Select
        className={classes.half}
        size="xs"
        aria-label={t('builder.field')}
        data={groups}
        value={draft.field}
        searchable
        nothingFoundMessage={t('builder.noMatch')}
        onChange={(field) => field && field !== draft.field && chooseField(field as FilterField)}
        comboboxProps={{ width: 220, position: 'bottom-start' }}
      />
      <Select
        className={classes.half}
        size="xs"
        aria-label={t('builder.op', { field: name })}
        data={ops.map((choice) => ({ value: choice, label: opName(choice) }))}
        value={op}
        onChange={(choice) => {
          if (!choice) return;
          const read = readOpChoice(choice as OpChoice);
          onPut(withOp(draft, read.op, read.negated));
        }}
        comboboxProps={{ width: 190, position: 'bottom-start' }}
      />
      <ValueInput
        // Another field or kind of value begins anew.
        key={`${draft.field} ${draft.op}`}
        draft={draft}
        label={t('builder.value', { field: name })}
        names={names}
        onChange={(change) => onPut({ ...draft, ...change })}
      />
      <span className={classes.tools}>
        <ActionIcon
          className={classes.mover}
          aria-label={t('builder.up', { what: name })}
          title={t('builder.up', { what: name })}
          onClick={() => onMove(-1)}
        >
          <ArrowUp {...icon} />
        </ActionIcon>
        <ActionIcon
          className={classes.mover}
          aria-label={t('builder.down', { what: name })}
          title={t('builder.down', { what: name })}
          onClick={() => onMove(1)}
        >
          <ArrowDown {...icon} />
        </ActionIcon>
        <ActionIcon
          aria-label={t('builder.remove', { what: name })}
          title={t('builder.remove', { what: name })}
          onClick={() => onPut(null)}
        >
          <X {...icon} />
        </ActionIcon>
      </span>
    </div>
  );
}
