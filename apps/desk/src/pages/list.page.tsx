import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ListPageView } from '../features/list/list-page-view.tsx';
import { NewTicketLink } from '../features/new-ticket/new-ticket-link.tsx';
import { PlacesSwitch } from '../shared/components/places-switch.tsx';
import { readSort } from '../shared/tickets/ticket-sorts.ts';

const route = getRouteApi('/frame/list');

/** Tickets of any filter as a list, which stands in its address. */
export function ListPage() {
  const { sort, ...address } = route.useSearch();
  const navigate = useNavigate();
  return (
    <ListPageView
      address={{ ...address, sort: readSort(sort) }}
      onAddress={(search, isStep = false) => void navigate({ to: '/list', search, replace: !isStep })}
      places={<PlacesSwitch />}
      newTicket={<NewTicketLink />}
    />
  );
}
