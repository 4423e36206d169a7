import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { dataOf } from '@ventanilla/web';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import classes from '../shared/panel.module.css';
import { useSubmit } from '../shared/use-submit.ts';
import own from './backups.module.css';
import { type Backups, backupsQuery, refreshBackups } from './backups.queries.ts';

const keepMax = 366;
const kinds = [
  { field: 'keepDaily', min: 1 },
  { field: 'keepWeekly', min: 0 },
  { field: 'keepMonthly', min: 0 },
] as const;
const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

type Draft = Omit<Backups['settings'], 'keepDaily' | 'keepWeekly' | 'keepMonthly'> &
  Record<(typeof kinds)[number]['field'], number | string>;

const isWrong = (value: number | string, min: number) =>
  !(Number.isInteger(value) && Number(value) >= min && Number(value) <= keepMax);

/** When copies are made, where they go and how many of them stay. */
export function ScheduleForm({ backups }: { backups: Backups }) {
  const { t } = useTranslation(['backups', 'settings']);
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>(backups.settings);
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const submit = useSubmit(() => {});
  const wrong = kinds.some(({ field, min }) => isWrong(draft[field], min));
  const save = () =>
    submit.run(async () => {
      const body = { ...draft, folder: draft.folder.trim() } as Backups['settings'];
      const settings = await dataOf(api.PUT('/api/v1/backups/settings', { body }));
      queryClient.setQueryData(backupsQuery.queryKey, (before) => before && { ...before, settings });
      setDraft(settings);
      notifyDone(t('settings:saved'));
      await refreshBackups(queryClient);
    });
  return (
    <section className={classes.group}>
      <h3>{t('schedule')}</h3>
      <form
        className={classes.fields}
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong) void save();
        }}
        noValidate
      >
        {submit.problem === null ? null : (
          <Banner tone="rojo" role="alert">
            {problemText(submit.problem)}
          </Banner>
        )}
        <Switch
          color="accent"
          label={t('enabled')}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <div className={classes.grid}>
          <div className={classes.two}>
            <Select
              label={t('hour')}
              description={t('hourHint', { zone: backups.timeZone })}
              data={hours}
              value={String(draft.hour)}
              onChange={(value) => change({ hour: Number(value) })}
              allowDeselect={false}
            />
          </div>
          <div className={classes.four}>
            <TextInput
              label={t('folder')}
              description={t('folderHint')}
              value={draft.folder}
              onChange={(event) => change({ folder: event.currentTarget.value })}
              spellCheck={false}
              autoComplete="off"
              classNames={{ input: classes.mono }}
            />
          </div>
        </div>
        {backups.sameDisk && draft.folder === backups.settings.folder ? (
          <Banner tone="ambar">{t('sameDisk')}</Banner>
        ) : null}
        <fieldset className={classes.fieldset}>
          <legend>{t('keep')}</legend>
          <div className={classes.grid}>
            {kinds.map(({ field, min }) => (
              <div key={field} className={classes.two}>
                <NumberInput
                  label={t(field)}
                  min={min}
                  max={keepMax}
                  allowDecimal={false}
                  value={draft[field]}
                  error={isWrong(draft[field], min) ? t('keepWrong', { min, max: keepMax }) : undefined}
                  onChange={(value) => change({ [field]: value })}
                />
              </div>
            ))}
          </div>
          <p className={`${classes.hint} ${own.under}`}>{t('keepHint')}</p>
        </fieldset>
        <div className={classes.foot}>
          <Button type="submit" variant="default" loading={submit.working}>
            {t('save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
