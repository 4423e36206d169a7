import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Holiday } from '@ventanilla/web';
import { useState } from 'react';
import { useNow } from '../../../shared/hooks/use-now.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyDone } from '../../../shared/notify.tsx';
import { FormDialog } from '../shared/form-dialog.tsx';
import panel from '../shared/panel.module.css';
import { mergeHolidays } from './calendar.form.ts';
import { countryHolidaysQuery, placesQuery } from './calendars.queries.ts';

interface CountryDialogProps {
  opened: boolean;
  onClose(): void;
  present: readonly Holiday[];
  onAdd(holidays: readonly Holiday[]): void;
}

/** The public holidays of a country or of one of its regions. */
export function CountryDialog({ opened, onClose, ...rest }: CountryDialogProps) {
  const { t } = useTranslation('calendars');
  return (
    <FormDialog opened={opened} onClose={onClose} title={t('country.title')}>
      <CountryForm {...rest} />
    </FormDialog>
  );
}

function CountryForm({ present, onAdd }: Pick<CountryDialogProps, 'present' | 'onAdd'>) {
  const { t } = useTranslation('calendars');
  const from = useNow().getUTCFullYear();
  const [country, setCountry] = useState<string | null>(null);
  const [state, setState] = useState<string | null>(null);
  const countries = useQuery(placesQuery(null));
  const states = useQuery({ ...placesQuery(country), enabled: country !== null });
  const found = useQuery({
    ...countryHolidaysQuery({ country: country ?? '', state, from }),
    enabled: country !== null,
  });
  const toOptions = (places: readonly { code: string; name: string }[] | undefined) =>
    (places ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const stateOptions = country === null ? [] : toOptions(states.data);
  const add = () => {
    if (!found.data) return;
    const count = mergeHolidays(present, found.data).length - present.length;
    notifyDone(count > 0 ? t('country.added', { count }) : t('country.nothingNew'));
    onAdd(found.data);
  };
  return (
    <div className={panel.fields}>
      <Select
        label={t('country.country')}
        data={toOptions(countries.data)}
        value={country}
        searchable
        limit={80}
        data-autofocus
        onChange={(value) => {
          setCountry(value);
          setState(null);
        }}
      />
      {stateOptions.length > 0 ? (
        <Select
          label={t('country.state')}
          placeholder={t('country.all')}
          data={stateOptions}
          value={state}
          searchable
          clearable
          onChange={setState}
        />
      ) : null}
      <p className={panel.hint} role="status">
        {found.data ? `${t('country.found', { count: found.data.length })}. ` : ''}
        {t('country.hint')}
      </p>
      <div className={panel.foot}>
        <Button disabled={!found.data || found.data.length === 0} onClick={add}>
          {t('country.add')}
        </Button>
      </div>
    </div>
  );
}
