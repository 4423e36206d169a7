import { ActionIcon, Button, Menu } from '@mantine/core';
import type { StatusRow, TicketCard } from '@ventanilla/web';
import { ArrowRight, Check, ChevronDown, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { categoryColours, useStatuses } from '../../../shared/tickets/status-labels.ts';
import type { TicketCommands } from '../use-ticket-commands.ts';
import classes from './header.module.css';

interface FinishMenuProps {
  ticket: TicketCard;
  commands: TicketCommands;
  onNext: () => void;
  /** Entries that stand elsewhere where there is room for them. */
  children?: ReactNode;
}

/** Whether the ticket can end; without it nothing is drawn. */
export function canFinish({ can }: TicketCard): boolean {
  return can.includes('close') || can.includes('ignore');
}

/** Where a ticket rests without being finished. */
const resting: ReadonlySet<StatusRow['category']> = new Set([
  'waiting_customer',
  'waiting_area',
  'to_validate',
]);

/** How the ticket ends (P6: closed once it was answered, else ignored), and beside it the other ways to put it down. */
export function FinishMenu({ ticket, commands, onNext, children }: FinishMenuProps) {
  const { t } = useTranslation('ticket');
  const { statuses, labelOf } = useStatuses();
  const { can } = ticket;
  if (!canFinish(ticket)) return null;
  const end = can.includes('close') ? 'close' : 'ignore';
  const Icon = end === 'close' ? Check : EyeOff;
  const endAndGoOn = async () => {
    if (await commands[end]()) onNext();
  };
  return (
    <span className={classes.split}>
      <Button
        size="xs"
        variant="default"
        className={classes.end}
        leftSection={<Icon size={14} aria-hidden />}
        onClick={() => void commands[end]()}
      >
        <span className={classes.endText}>{t(`header.${end}`)}</span>
      </Button>
      <Menu withinPortal={false} position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('header.moreEnds')}>
            <ChevronDown size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<ArrowRight size={15} aria-hidden />} onClick={() => void endAndGoOn()}>
            {t(`header.${end}AndNext`)}
          </Menu.Item>
          {can.includes('set_status') ? (
            <>
              <Menu.Divider />
              <Menu.Label>{t('header.leaveAs')}</Menu.Label>
              {statuses
                .filter(({ key, category }) => resting.has(category) && key !== ticket.status.key)
                .map((status) => (
                  <Menu.Item
                    key={status.key}
                    leftSection={
                      <span
                        className={classes.dot}
                        style={{ display: 'block', background: categoryColours[status.category] }}
                      />
                    }
                    onClick={() => void commands.setStatus(status.key)}
                  >
                    {labelOf(status.key)}
                  </Menu.Item>
                ))}
            </>
          ) : null}
          {children}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
