import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { useMe } from '../../shared/session/session.ts';

/** The way to a new ticket, for whoever may open one. */
export function NewTicketLink() {
  const { t } = useTranslation('keys');
  if (!useMe().permissions.includes('tickets:create')) return null;
  return (
    <Button
      visibleFrom="sm"
      leftSection={<Plus size={15} strokeWidth={2} aria-hidden />}
      renderRoot={(props) => <Link to="/tickets/new" {...props} />}
    >
      {t('go.newTicket')}
    </Button>
  );
}
