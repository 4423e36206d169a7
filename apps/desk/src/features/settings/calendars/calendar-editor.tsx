import '@mantine/core/styles/Checkbox.css';
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Calendar, type CalendarDefinition, dataOf, ifMatch, isProblem } from '@ventanilla/web';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { ConfirmDialog } from '../../../shared/components/confirm-dialog.tsx';
import { TimeZoneSelect } from '../../../shared/components/time-zone-select.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyProblem } from '../../../shared/notify.tsx';
import panel from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import { isSound } from './calendar.form.ts';
import { CalendarPreview } from './calendar-preview.tsx';
import classes from './calendars.module.css';
import { calendarQuery, calendarsQuery } from './calendars.queries.ts';
import { HolidayList } from './holiday-list.tsx';
import { OpeningList } from './opening-list.tsx';
import { SeasonList } from './season-list.tsx';
import { WeekEditor } from './week-editor.tsx';

interface CalendarEditorProps {
  /** Null: one that is being made. */
  calendar: Calendar | null;
  definition: CalendarDefinition;
  onSaved(id: string): void;
  /** Begins anew with what somebody else saved. */
  onReload?(): void;
  onClose(): void;
}

/** Everything that one calendar says, with what it would do beside it; nothing counts before it is saved. */
export function CalendarEditor({ calendar, definition, onSaved, onReload, onClose }: CalendarEditorProps) {
  const { t } = useTranslation(['calendars', 'desk']);
  const queryClient = useQueryClient();
  const [name, setName] = useState(calendar?.name ?? '');
  const [draft, setDraft] = useState(definition);
  const [tried, setTried] = useState(false);
  const change = (next: Partial<CalendarDefinition>) => setDraft({ ...draft, ...next });
  const submit = useSubmit(() => {});
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever opened it goes on here, below a list that may be long.
  useEffect(() => heading.current?.focus(), []);
  const isComplete = name.trim() !== '' && isSound(draft);
  const keep = async (saved: Calendar) => {
    queryClient.setQueryData(calendarQuery(saved.id).queryKey, saved);
    await queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
    onSaved(saved.id);
  };
  const save = () =>
    submit.run(async () => {
      const body = { name: name.trim(), definition: draft };
      const saved = await dataOf(
        calendar
          ? api.PATCH('/api/v1/calendars/{calendarId}', {
              params: { path: { calendarId: calendar.id }, header: ifMatch(calendar.version) },
              body,
            })
          : api.POST('/api/v1/calendars', { body }),
      );
      notifyDone(t('saved'));
      await keep(saved);
    });
  return (
    <section className={panel.group} aria-label={calendar ? t('edit', { name: calendar.name }) : t('new')}>
      <h3 ref={heading} tabIndex={-1} className={classes.heading}>
        {calendar ? t('edit', { name: calendar.name }) : t('new')}
      </h3>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isComplete) void save();
        }}
      >
        {submit.problem === null ? null : <SaveProblem problem={submit.problem} onReload={onReload} />}
        <div className={panel.grid}>
          <TextInput
            label={t('name')}
            placeholder={t('namePlaceholder')}
            value={name}
            error={tried && name.trim() === '' && t('missing')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TimeZoneSelect
            label={t('timeZone')}
            value={draft.timeZone}
            allowDeselect={false}
            onChange={(timeZone) => timeZone && change({ timeZone })}
          />
        </div>
        <Hours draft={draft} onChange={change} />
        {tried && !isComplete ? (
          <p className={panel.said} role="alert">
            {t('wrongHours')}
          </p>
        ) : null}
        <div className={panel.foot}>
          {calendar && !calendar.isDefault ? (
            <OtherActions calendar={calendar} onKept={keep} onRemoved={onClose} />
          ) : null}
          <Button variant="subtle" onClick={onClose}>
            {t('desk:actions.cancel')}
          </Button>
          <Button type="submit" loading={submit.working}>
            {t('save')}
          </Button>
        </div>
      </form>
      <CalendarPreview definition={draft} isSound={isSound(draft)} />
    </section>
  );
}

interface HoursProps {
  draft: CalendarDefinition;
  onChange(next: Partial<CalendarDefinition>): void;
}

/** From the usual to the exceptional: week, holidays, openings, seasons. */
function Hours({ draft, onChange }: HoursProps) {
  const { t } = useTranslation('calendars');
  return (
    <>
      <section className={panel.group}>
        <h3>{t('week.title')}</h3>
        <p className={panel.hint}>{t('week.hint')}</p>
        <WeekEditor week={draft.week} onChange={(week) => onChange({ week })} />
      </section>
      <HolidayList
        holidays={draft.holidays}
        timeZone={draft.timeZone}
        onChange={(holidays, seasons) => onChange({ holidays, seasons: [...seasons, ...draft.seasons] })}
      />
      <OpeningList openings={draft.openings} onChange={(openings) => onChange({ openings })} />
      <SeasonList seasons={draft.seasons} usual={draft.week} onChange={(seasons) => onChange({ seasons })} />
    </>
  );
}

/** Where somebody else saved first, what they saved can be looked at; what is written here goes then. */
function SaveProblem({ problem, onReload }: { problem: unknown } & Pick<CalendarEditorProps, 'onReload'>) {
  const { t } = useTranslation('calendars');
  if (!isProblem(problem, 'calendars.stale_version')) {
    return (
      <Banner tone="rojo" role="alert">
        {problemText(problem)}
      </Banner>
    );
  }
  return (
    <Banner
      tone="ambar"
      role="alert"
      action={
        <Button size="xs" variant="default" onClick={onReload}>
          {t('reload')}
        </Button>
      }
    >
      {t('stale')}
    </Banner>
  );
}

interface OtherActionsProps {
  calendar: Calendar;
  onKept(calendar: Calendar): Promise<void>;
  onRemoved(): void;
}

function OtherActions({ calendar, onKept, onRemoved }: OtherActionsProps) {
  const { t } = useTranslation('calendars');
  const queryClient = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const path = { calendarId: calendar.id };
  const makeDefault = async () => {
    try {
      const header = ifMatch(calendar.version);
      const body = { isDefault: true } as const;
      await onKept(
        await dataOf(api.PATCH('/api/v1/calendars/{calendarId}', { params: { path, header }, body })),
      );
      notifyDone(t('madeDefault'));
    } catch (error) {
      notifyProblem(error);
    }
  };
  const remove = async () => {
    try {
      await dataOf(api.DELETE('/api/v1/calendars/{calendarId}', { params: { path } }));
      notifyDone(t('removed'));
      await queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey });
      onRemoved();
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <div className={panel.start}>
      <Button variant="subtle" color="rojo" onClick={() => setRemoving(true)}>
        {t('remove')}
      </Button>
      <Button variant="subtle" onClick={() => void makeDefault()}>
        {t('makeDefault')}
      </Button>
      <ConfirmDialog
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('removeTitle')}
        text={t('removeText', { name: calendar.name })}
        confirm={t('remove')}
        onConfirm={remove}
      />
    </div>
  );
}
