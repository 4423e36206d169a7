import { ActionIcon, NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type CalendarDefinition, dayAndTime, type PreviewDay } from '@ventanilla/web';
import clsx from 'clsx';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { SettingsAside } from '../shared/settings-aside.tsx';
import { monthBeside, weekdays } from './calendar.form.ts';
import classes from './calendars.module.css';
import { previewQuery } from './calendars.queries.ts';

const settleMs = 300;

interface CalendarPreviewProps {
  definition: CalendarDefinition;
  isSound: boolean;
}

/** What the calendar would do: the days of a month, and business hours added to the present instant. */
export function CalendarPreview({ definition, isSound }: CalendarPreviewProps) {
  const { t, language } = useTranslation('calendars');
  const format = { ...useFormat(), timeZone: definition.timeZone };
  const [month, setMonth] = useState(format.now.toISOString().slice(0, 7));
  const [addHours, setAddHours] = useState<number | string>(8);
  const hours = typeof addHours === 'number' ? addHours : 8;
  const [input] = useDebouncedValue({ definition, month, addHours: hours }, settleMs);
  const { data } = useQuery({ ...previewQuery(input), enabled: isSound });
  const title = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const when = (instant: string | null) => (instant ? dayAndTime(instant, format) : t('preview.never'));
  return (
    <SettingsAside label={t('preview.title')}>
      <section className={classes.aside}>
        <h3>{t('preview.title')}</h3>
        <div className={classes.monthHead}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('preview.before')}
            onClick={() => setMonth(monthBeside(month, -1))}
          >
            <ChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <b aria-live="polite">{title.format(new Date(`${month}-01T00:00:00Z`))}</b>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('preview.after')}
            onClick={() => setMonth(monthBeside(month, 1))}
          >
            <ChevronRight size={16} aria-hidden />
          </ActionIcon>
        </div>
        {isSound ? null : <p className={classes.problem}>{t('preview.wrong')}</p>}
        {data ? <Month days={data.days} /> : null}
      </section>
      <section className={classes.aside}>
        <h3>{t('preview.tryIt')}</h3>
        <NumberInput label={t('preview.hours')} min={0} max={2000} value={addHours} onChange={setAddHours} />
        {data ? (
          <dl className={classes.tried}>
            <dt>{t('preview.fromNow', { hours })}</dt>
            <dd>{when(data.added)}</dd>
            <dt>{t('preview.endOfDay')}</dt>
            <dd>{when(data.endOfDay)}</dd>
          </dl>
        ) : null}
      </section>
    </SettingsAside>
  );
}

/** A month as a table of weeks; what is marked is said in words below it. */
function Month({ days }: { days: readonly PreviewDay[] }) {
  const { t } = useTranslation('calendars');
  const [first] = days;
  if (!first) return null;
  const before = (new Date(`${first.date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_unused, day) => cells[week * 7 + day] ?? null),
  );
  const marked = days.flatMap(({ date, marks }) =>
    marks.filter(({ kind }) => kind !== 'season').map((mark) => ({ ...mark, date })),
  );
  return (
    <>
      <table className={classes.month}>
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day} scope="col">
                <abbr title={t(`day.${day}`)}>{t(`day.${day}`).slice(0, 2)}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)?.date}>
              {week.map((day, index) => (
                <td key={day?.date ?? index}>{day ? <Day day={day} /> : null}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {marked.length > 0 ? (
        <ul className={classes.marks} aria-label={t('preview.upcoming')}>
          {marked.map(({ kind, name, date }) => (
            <li key={`${date} ${kind} ${name}`}>
              <b>{Number(date.slice(8))}</b> {t(`preview.${kind}`, { name })}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Day({ day }: { day: PreviewDay }) {
  const { t } = useTranslation('calendars');
  const isMarked = day.marks.some(({ kind }) => kind !== 'season');
  const hours = day.hours.map(({ from, to }) => `${timeText(from)}–${timeText(to)}`).join(', ');
  const said = [
    hours || t('preview.closed'),
    ...day.marks.map(({ kind, name }) => t(`preview.${kind}`, { name })),
  ];
  return (
    <span
      className={clsx(classes.cell, day.hours.length === 0 && classes.off, isMarked && classes.marked)}
      title={said.join(' · ')}
    >
      {Number(day.date.slice(8))}
      <span className={classes.hidden}>{`: ${said.join('; ')}`}</span>
    </span>
  );
}

function timeText(minutes: number): string {
  const hour = minutes === 1440 ? 24 : Math.floor(minutes / 60) % 24;
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
