import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import type { Season, Week } from '@ventanilla/web';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import panel from '../shared/panel.module.css';
import { dateForField, isSoundSeason, isSoundWeek } from './calendar.form.ts';
import classes from './calendars.module.css';
import { DateField } from './date-field.tsx';
import { WeekEditor } from './week-editor.tsx';

interface SeasonListProps {
  seasons: readonly Season[];
  /** What a season with hours of its own begins with. */
  usual: Week;
  onChange(seasons: Season[]): void;
}

/** Days with other hours, or with a name only; the first one that holds applies. */
export function SeasonList({ seasons, usual, onChange }: SeasonListProps) {
  const { t } = useTranslation('calendars');
  const change = (index: number, next: Season) =>
    onChange(seasons.map((season, at) => (at === index ? next : season)));
  return (
    <section className={panel.group}>
      <h3>{t('seasons.title')}</h3>
      <p className={panel.hint}>{t('seasons.hint')}</p>
      <div className={classes.cards}>
        {seasons.map((season, index) => (
          <SeasonCard
            key={index}
            season={season}
            usual={usual}
            onChange={(next) => change(index, next)}
            onRemove={() => onChange(seasons.filter((_, at) => at !== index))}
          />
        ))}
      </div>
      <Button
        variant="default"
        size="xs"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...seasons, { name: '', from: '', to: '', week: null }])}
      >
        {t('seasons.add')}
      </Button>
    </section>
  );
}

interface SeasonCardProps {
  season: Season;
  usual: Week;
  onChange(season: Season): void;
  onRemove(): void;
}

function SeasonCard({ season, usual, onChange, onRemove }: SeasonCardProps) {
  const { t } = useTranslation('calendars');
  const [isYearly, setIsYearly] = useState(season.from.length === 5);
  const hasWrongDates =
    season.from !== '' && season.to !== '' && !isSoundSeason({ ...season, name: 'x', week: null });
  const turn = (date: string, yearly: boolean) => (yearly ? date.slice(-5) : date && dateForField(date));
  const setYearly = (yearly: boolean) => {
    setIsYearly(yearly);
    onChange({ ...season, from: turn(season.from, yearly), to: turn(season.to, yearly) });
  };
  return (
    <div className={classes.card}>
      <div className={classes.line}>
        <TextInput
          className={classes.grow}
          label={t('seasons.name')}
          value={season.name}
          error={season.name.trim() === '' && t('missing')}
          onChange={(event) => onChange({ ...season, name: event.currentTarget.value })}
        />
        <DateField
          label={t('seasons.from')}
          value={season.from}
          isYearly={isYearly}
          error={hasWrongDates || season.from === ''}
          onChange={(from) => onChange({ ...season, from })}
        />
        <DateField
          label={t('seasons.to')}
          value={season.to}
          isYearly={isYearly}
          error={hasWrongDates || season.to === ''}
          onChange={(to) => onChange({ ...season, to })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('seasons.remove', { name: season.name })}
          onClick={onRemove}
        >
          <X size={15} aria-hidden />
        </ActionIcon>
      </div>
      {hasWrongDates ? (
        <p className={classes.problem} role="alert">
          {t('seasons.wrong')}
        </p>
      ) : null}
      <div className={classes.line}>
        <Checkbox
          label={t('everyYear')}
          checked={isYearly}
          onChange={(event) => setYearly(event.currentTarget.checked)}
        />
        <Checkbox
          label={t('seasons.sameHours')}
          checked={season.week === null}
          onChange={(event) => onChange({ ...season, week: event.currentTarget.checked ? null : usual })}
        />
      </div>
      {season.week === null ? null : (
        <div data-wrong={!isSoundWeek(season.week) || undefined}>
          <WeekEditor week={season.week} onChange={(week) => onChange({ ...season, week })} />
        </div>
      )}
    </div>
  );
}
