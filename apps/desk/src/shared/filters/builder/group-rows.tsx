import { ActionIcon, Button, Select } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import {
  addPart,
  changePart,
  type DraftGroup,
  type DraftPart,
  movePart,
  newCondition,
} from '../draft.rules.ts';
import classes from './builder.module.css';
import { ConditionRow } from './condition-row.tsx';

interface GroupRowsProps {
  root: DraftGroup;
  group: DraftGroup;
  names: Record<string, string>;
  /** `focusId`: the part that has the focus afterwards. */
  onChange(root: DraftGroup, focusId?: number): void;
}

const joins = {
  all: ['and', false],
  any: ['or', false],
  notAll: ['and', true],
  notAny: ['or', true],
} as const;
type Join = keyof typeof joins;
const joinOf = ({ join, negated }: DraftGroup): Join =>
  (Object.keys(joins) as Join[]).find((key) => joins[key][0] === join && joins[key][1] === negated) ?? 'all';

/** The parts of a group, one a row; groups within it stand in a box of their own. */
export function GroupRows({ root, group, names, onChange }: GroupRowsProps) {
  const { t } = useTranslation('filters');
  return group.parts.map((part, index) => {
    const before = index === 0 ? '' : t(group.join === 'and' ? 'builder.and' : 'builder.or');
    const put = (next: DraftPart | null) => {
      const neighbour = group.parts[index + 1] ?? group.parts[index - 1];
      onChange(
        changePart(root, part.id, () => next),
        next ? undefined : neighbour?.id,
      );
    };
    if (part.kind === 'group')
      return (
        <GroupBox
          key={part.id}
          before={before}
          group={part}
          onPut={put}
          onAdd={(one) => onChange(addPart(root, part.id, one), one.id)}
        >
          <GroupRows root={root} group={part} names={names} onChange={onChange} />
        </GroupBox>
      );
    if (part.kind === 'nothing')
      return (
        <div key={part.id} className={classes.condition} data-part={part.id}>
          <span className={classes.join}>{before}</span>
          <span className={classes.nothing}>{t('builder.nothing')}</span>
          <Remove label={t('builder.remove', { what: t('builder.nothing') })} onClick={() => put(null)} />
        </div>
      );
    return (
      <ConditionRow
        key={part.id}
        before={before}
        draft={part}
        names={names}
        onPut={put}
        onMove={(by) => onChange(movePart(root, part.id, by), part.id)}
      />
    );
  });
}

interface GroupBoxProps {
  before: string;
  group: DraftGroup;
  onPut(next: DraftGroup | null): void;
  onAdd(part: DraftPart): void;
  children: ReactNode;
}

function GroupBox({ before, group, onPut, onAdd, children }: GroupBoxProps) {
  const { t } = useTranslation('filters');
  return (
    <fieldset className={classes.group} data-part={group.id} aria-label={t('builder.group')}>
      <div className={classes.groupHead}>
        <span className={classes.join}>{before}</span>
        {t('builder.besides')}
        <Select
          size="xs"
          w={104}
          aria-label={t('builder.changeJoin')}
          data={(Object.keys(joins) as Join[]).map((key) => ({
            value: key,
            label: t(`builder.joins.${key}`),
          }))}
          value={joinOf(group)}
          onChange={(key) => {
            if (!key) return;
            const [join, negated] = joins[key as Join];
            onPut({ ...group, join, negated });
          }}
        />
        {t('builder.ofGroup')}
        <span className={classes.grow} />
        <Remove label={t('builder.removeGroup')} onClick={() => onPut(null)} />
      </div>
      {children}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<Plus size={14} strokeWidth={1.75} aria-hidden />}
        onClick={() => onAdd(newCondition('priority', 'any_of'))}
      >
        {t('builder.condition')}
      </Button>
    </fieldset>
  );
}

function Remove({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <ActionIcon className={classes.remove} aria-label={label} title={label} onClick={onClick}>
      <X size={14} strokeWidth={1.75} aria-hidden />
    </ActionIcon>
  );
}
