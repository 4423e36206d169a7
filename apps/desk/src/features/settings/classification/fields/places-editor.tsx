import { ActionIcon, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Classification, FieldDemand, FormPlace } from '@ventanilla/web';
import { X } from 'lucide-react';
import { useClassification } from '../../../../shared/classification/classification.ts';
import { departmentsQuery } from '../../../../shared/departments/departments.ts';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import classes from '../classification.module.css';
import { DemandSelect } from './demand-select.tsx';
import type { FieldPlace } from './places.rules.ts';

interface PlacesEditorProps {
  all: Classification;
  places: readonly FieldPlace[];
  /** What the field says where a place does not. */
  own: FieldDemand;
  onChange(places: FieldPlace[]): void;
}

const idOf = ({ place, placeKey }: Pick<FieldPlace, 'place' | 'placeKey'>) => `${place} ${placeKey}`;

/** Where a field appears, and when each place requires it. */
export function PlacesEditor({ all, places, own, onChange }: PlacesEditorProps) {
  const { t } = useTranslation('classification');
  const nameOf = usePlaceName(all);
  const rest = useAllPlaces(all).map(({ group, items }) => ({
    group,
    items: items
      .filter((item) => !places.some((place) => idOf(place) === idOf(item)))
      .map((item) => ({ value: idOf(item), label: nameOf(item) })),
  }));
  return (
    <fieldset className={classes.options}>
      <legend>{t('fields.places')}</legend>
      <ul className={classes.lines} aria-label={t('fields.places')}>
        {places.map((place) => (
          <li key={idOf(place)}>
            <span className={classes.lineName}>{nameOf(place)}</span>
            <DemandSelect
              label={t('fields.demandIn', { place: nameOf(place) })}
              value={place.required}
              own={own}
              onChange={(required) =>
                onChange(places.map((one) => (one === place ? { ...one, required } : one)))
              }
            />
            <ActionIcon
              variant="subtle"
              aria-label={t('fields.removePlace', { place: nameOf(place) })}
              onClick={() => onChange(places.filter((one) => one !== place))}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Select
        aria-label={t('fields.place')}
        placeholder={t('fields.addPlace')}
        description={places.length === 0 ? t('fields.nowhereHint') : undefined}
        data={rest.filter(({ items }) => items.length > 0)}
        value={null}
        searchable
        onChange={(value) => {
          const [place, placeKey = ''] = (value ?? '').split(' ');
          if (place) onChange([...places, { place: place as FormPlace, placeKey, required: null }]);
        }}
      />
    </fieldset>
  );
}

type PlaceRef = Pick<FieldPlace, 'place' | 'placeKey'>;

/** Every place that there is, by kind; retired ones are none. */
function useAllPlaces({ types, subjects }: Classification): { group: string; items: PlaceRef[] }[] {
  const { t } = useTranslation('classification');
  const { data: departments = [] } = useQuery(departmentsQuery);
  const inUse = (place: FormPlace, list: readonly { key: string; active: boolean }[]) =>
    list.filter(({ active }) => active).map(({ key }) => ({ place, placeKey: key }));
  return [
    { group: t('fields.places'), items: [{ place: 'always', placeKey: '' }] },
    { group: t('fields.byType'), items: inUse('type', types) },
    { group: t('fields.bySubject'), items: inUse('subject', subjects) },
    {
      group: t('fields.byDepartment'),
      items: inUse(
        'department',
        departments.map(({ id, active }) => ({ key: id, active })),
      ),
    },
  ];
}

/** What a place is called: «En todos los tickets», «Problema». */
export function usePlaceName({ types, subjects }: Pick<Classification, 'types' | 'subjects'>) {
  const { t } = useTranslation('classification');
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { nameOf } = useClassification();
  return ({ place, placeKey }: PlaceRef): string => {
    if (place === 'always') return t('fields.always');
    if (place === 'department') return departments.find(({ id }) => id === placeKey)?.name ?? '…';
    const found = (place === 'type' ? types : subjects).find(({ key }) => key === placeKey);
    return found ? nameOf(found) : '…';
  };
}
