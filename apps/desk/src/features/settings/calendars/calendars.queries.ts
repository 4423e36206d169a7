import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type CalendarDefinition, dataOf } from '@ventanilla/web';
import { api } from '../../../shared/api/api.ts';

/** Every calendar, and what it is doing now. */
export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: async () => (await dataOf(api.GET('/api/v1/calendars'))).items,
  refetchInterval: 60_000,
});

/** Everything that one calendar says. */
export function calendarQuery(calendarId: string) {
  return queryOptions({
    queryKey: ['calendar', calendarId],
    queryFn: () => dataOf(api.GET('/api/v1/calendars/{calendarId}', { params: { path: { calendarId } } })),
    // What somebody is editing must not be exchanged under their hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** What a calendar would do, saved or not; the month before stays while another comes. */
export function previewQuery(input: { definition: CalendarDefinition; month: string; addHours: number }) {
  return queryOptions({
    queryKey: ['calendar-preview', input],
    queryFn: () => dataOf(api.POST('/api/v1/calendars/preview', { body: input })),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
}

/** Countries, or the regions of one. */
export function placesQuery(country: string | null) {
  return queryOptions({
    queryKey: ['holiday-places', country],
    queryFn: async () => {
      const query = country ? { country } : {};
      return (await dataOf(api.GET('/api/v1/calendars/holiday-places', { params: { query } }))).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Public holidays of a place, ten years of them. */
export function countryHolidaysQuery(place: { country: string; state: string | null; from: number }) {
  return queryOptions({
    queryKey: ['country-holidays', place],
    queryFn: async () => {
      const { country, state, from } = place;
      const query = { country, from, ...(state ? { state } : {}) };
      return (await dataOf(api.GET('/api/v1/calendars/country-holidays', { params: { query } }))).items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
