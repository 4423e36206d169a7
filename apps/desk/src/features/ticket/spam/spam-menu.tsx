import { ActionIcon, Menu } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import { ShieldAlert } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { SpamItems } from './spam-items.tsx';
import type { SpamCommands } from './use-spam.ts';

/** «Es spam»: a menu of its own; undone for a while. */
export function SpamMenu(props: { detail: TicketDetail; commands: SpamCommands }) {
  const { t } = useTranslation('machines');
  if (!props.detail.ticket.can.includes('spam')) return null;
  return (
    <Menu withinPortal={false} position="bottom-end" width={280}>
      <Menu.Target>
        <ActionIcon aria-label={t('spam.is')} title={t('spam.is')}>
          <ShieldAlert size={15} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <SpamItems {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}
