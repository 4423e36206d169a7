import { ActionIcon, Menu } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import { Ban, ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SpamCommands } from './use-spam.ts';

/** «Es spam»: the ticket alone, or whoever wrote it from now on; undone for a while. */
export function SpamMenu({ detail, commands }: { detail: TicketDetail; commands: SpamCommands }) {
  const { t } = useTranslation('machines');
  if (!detail.ticket.can.includes('spam')) return null;
  const address = detail.messages.find(({ direction }) => direction === 'in')?.from ?? null;
  const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true };
  return (
    <Menu withinPortal={false} position="bottom-end" width={280}>
      <Menu.Target>
        <ActionIcon aria-label={t('spam.is')} title={t('spam.is')}>
          <ShieldAlert {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<ShieldAlert {...icon} />} onClick={() => commands.spam('none')}>
          {t('spam.isOnly')}
        </Menu.Item>
        {address ? (
          <>
            <Menu.Divider />
            <Menu.Label>{t('spam.alsoBlock')}</Menu.Label>
            <Menu.Item leftSection={<Ban {...icon} />} onClick={() => commands.spam('address')}>
              {t('spam.blockValue', { value: address })}
            </Menu.Item>
            <Menu.Item leftSection={<Ban {...icon} />} onClick={() => commands.spam('domain')}>
              {t('spam.blockDomain', { value: address.slice(address.lastIndexOf('@') + 1) })}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
