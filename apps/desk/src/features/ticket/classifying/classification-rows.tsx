import { Select, TextInput, UnstyledButton } from '@mantine/core';
import { type Classification, dayAndTime, type FieldValue, type TicketDetail } from '@ventanilla/web';
import { type ReactNode, useState } from 'react';
import { isWorthSaying } from '../../../shared/classification/advice.ts';
import { useClassification } from '../../../shared/classification/classification.ts';
import { FieldInput } from '../../../shared/classification/field-input.tsx';
import { fieldsOf } from '../../../shared/classification/fields-of-ticket.ts';
import { readableValue } from '../../../shared/classification/readable-value.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { instantOf, wallTimeOf } from '../../../shared/time/wall-time.ts';
import classes from './classifying.module.css';
import { FacetRows } from './facet-rows.tsx';
import { useClassify } from './use-classify.ts';
import { usePriority } from './use-priority.ts';

/** What a ticket is, row by row, each to be changed where it stands: part of the list of its data. */
export function ClassificationRows({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('classify');
  const { definitions } = useClassification();
  const canChange = detail.ticket.can.includes('classify');
  return (
    <>
      <ChoiceRow detail={detail} what="type" list={definitions.types} />
      <Suggestion detail={detail} />
      {definitions.subjects.length > 0 ? (
        <ChoiceRow detail={detail} what="subject" list={definitions.subjects} />
      ) : null}
      <Row label={t('due')}>
        <DueValue detail={detail} canChange={canChange} />
      </Row>
      <FacetRows detail={detail} />
      <FieldRows detail={detail} />
    </>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface ChoiceRowProps {
  detail: TicketDetail;
  what: 'type' | 'subject';
  list: Classification['types'] | Classification['subjects'];
}

function ChoiceRow({ detail, what, list }: ChoiceRowProps) {
  const { t } = useTranslation('classify');
  const { nameOf } = useClassification();
  const classify = useClassify(detail);
  const property = `${what}Key` as const;
  const held = detail.classification[property];
  const label = t(what);
  const named = nameOf(list.find(({ key }) => key === held));
  const set = (key: string | null) => {
    if (key === held) return;
    const name = nameOf(list.find((one) => one.key === key));
    void classify({
      asked: { [property]: key },
      back: { [property]: held },
      foreseen: { [property]: key },
      what: key === null ? t('clear', { what: label }) : `${label}: ${name}`,
    });
  };
  return (
    <Row label={label}>
      {detail.ticket.can.includes('classify') ? (
        <Select
          size="xs"
          w="100%"
          aria-label={label}
          placeholder={t('none')}
          clearable
          searchable={list.length > 8}
          clearButtonProps={{ 'aria-label': t('clear', { what: label }) }}
          data={list
            .filter(({ key, active }) => active || key === held)
            .map((one) => ({ value: one.key, label: nameOf(one) }))}
          value={held}
          onChange={set}
        />
      ) : (
        named || <span className={classes.aside}>{t('none')}</span>
      )}
    </Row>
  );
}

/** What type and hour suggest, where the ticket has a calmer priority, one that does not fit, or none. */
function Suggestion({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('classify');
  const { nameOf } = useClassification();
  const { priorities, advice, set } = usePriority(detail);
  const { priorityKey, dueAt } = detail.classification;
  const suggested = priorities.find(({ key }) => key === advice.suggested);
  const isAsked = !detail.ticket.closedAt && detail.ticket.can.includes('classify');
  if (!suggested || !isAsked || !isWorthSaying({ priorityKey, advice }, priorities)) return null;
  const name = nameOf(suggested);
  return (
    <Row label={t('priority')}>
      <span className={classes.suggestion}>
        {t(dueAt === null ? 'suggested' : 'fixedHour', { name })}{' '}
        <UnstyledButton className={classes.link} onClick={() => void set(suggested.key)}>
          {t('apply')}
        </UnstyledButton>
      </span>
    </Row>
  );
}

/** When it is needed at a given hour, in the organisation's time (W9). */
function DueValue({ detail, canChange }: { detail: TicketDetail; canChange: boolean }) {
  const { t } = useTranslation('classify');
  const format = useFormat();
  const classify = useClassify(detail);
  const timeZone = format.timeZone ?? 'UTC';
  const { dueAt } = detail.classification;
  const wall = dueAt === null ? null : wallTimeOf(new Date(dueAt), timeZone);
  const held = wall ? `${wall.date}T${wall.time}` : '';
  const [typed, setTyped] = useState<string | null>(null);
  if (!canChange)
    return dueAt ? (
      <time dateTime={dueAt}>{dayAndTime(dueAt, format)}</time>
    ) : (
      <span className={classes.aside}>{t('none')}</span>
    );
  const commit = () => {
    if (typed === null) return;
    setTyped(null);
    if (typed === held) return;
    const [date = '', time = ''] = typed.split('T');
    const at = typed === '' ? null : instantOf({ date, time: time.slice(0, 5) }, timeZone);
    if (typed !== '' && at === null) return;
    const next = at?.toISOString() ?? null;
    void classify({
      asked: { dueAt: next },
      back: { dueAt },
      foreseen: { dueAt: next },
      card: { dueAt: next },
      what: next === null ? t('clear', { what: t('due') }) : `${t('due')}: ${dayAndTime(next, format)}`,
    });
  };
  return (
    <TextInput
      size="xs"
      w="100%"
      type="datetime-local"
      aria-label={t('due')}
      value={typed ?? held}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') {
          event.stopPropagation();
          setTyped(null);
        }
      }}
    />
  );
}

/** Fields of one's own that appear here, and those that hold something whatever the ticket is by now. */
function FieldRows({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation('classify');
  const { definitions, nameOf } = useClassification();
  const classify = useClassify(detail);
  const { classification, ticket } = detail;
  const { fields, names } = classification;
  const asked = fieldsOf({ ...classification, departmentId: ticket.department?.id ?? null }, definitions);
  const kept = definitions.fields
    .filter(({ key }) => fields[key] !== undefined && !asked.some(({ field }) => field.key === key))
    .map((field) => ({ field, required: 'no' as const }));
  const canChange = ticket.can.includes('classify');
  return [...asked, ...kept].map(({ field, required }) => {
    const label = nameOf(field);
    const value = fields[field.key];
    const set = (next: FieldValue | null) => {
      const { [field.key]: _, ...others } = fields;
      void classify({
        asked: { fields: { [field.key]: next } },
        back: { fields: { [field.key]: value ?? null } },
        foreseen: { fields: next === null ? others : { ...fields, [field.key]: next } },
        what: next === null ? t('clear', { what: label }) : label,
      });
    };
    return (
      <div key={field.key} className={classes.row}>
        <dt title={field.help || undefined}>
          {label}
          {required === 'no' ? null : <span className={classes.required}>*</span>}
        </dt>
        <dd>
          {canChange && field.active ? (
            <FieldInput field={field} value={value} names={names} onChange={set} />
          ) : value === undefined ? (
            <span className={classes.aside}>{t('none')}</span>
          ) : (
            readableValue(value, { field, names, nameOf, yes: t('yes') })
          )}
        </dd>
      </div>
    );
  });
}
