import { Menu, UnstyledButton } from '@mantine/core';
import type { TicketCard } from '@ventanilla/web';
import { Check, ChevronDown } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { categoryColours, useStatuses } from '../../../shared/tickets/status-labels.ts';
import type { TicketCommands } from '../use-ticket-commands.ts';
import classes from './header.module.css';

const finished: ReadonlySet<string> = new Set(['closed', 'ignored']);

/** The status, and where `can` says so the others to choose from; closing and ignoring have buttons of their own. */
export function StatusMenu({ ticket, commands }: { ticket: TicketCard; commands: TicketCommands }) {
  const { t } = useTranslation('ticket');
  const { statuses, labelOf } = useStatuses();
  const label = labelOf(ticket.status.key);
  const dot = (
    <span className={classes.dot} style={{ background: categoryColours[ticket.status.category] }} />
  );
  if (!ticket.can.includes('set_status')) {
    return (
      <span className={classes.chip}>
        {dot}
        <span className={classes.chipText}>{label}</span>
      </span>
    );
  }
  return (
    <Menu withinPortal={false} position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.chip} aria-label={t('header.statusIs', { status: label })}>
          {dot}
          <span className={classes.chipText}>{label}</span>
          <ChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('header.status')}</Menu.Label>
        {statuses
          .filter(({ category }) => !finished.has(category))
          .map((status) => (
            <Menu.Item
              key={status.key}
              leftSection={
                <span
                  className={classes.dot}
                  style={{ display: 'block', background: categoryColours[status.category] }}
                />
              }
              rightSection={
                status.key === ticket.status.key ? <Check size={14} aria-label={t('header.current')} /> : null
              }
              disabled={commands.pending !== null}
              onClick={() =>
                status.key === ticket.status.key ? undefined : void commands.setStatus(status.key)
              }
            >
              {labelOf(status.key)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
