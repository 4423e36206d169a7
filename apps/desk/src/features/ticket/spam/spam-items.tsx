import { Menu } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import { Ban, ShieldAlert } from 'lucide-react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import type { SpamCommands } from './use-spam.ts';

/** Entries of a menu: the ticket alone, or whoever wrote it from now on. */
export function SpamItems({ detail, commands }: { detail: TicketDetail; commands: SpamCommands }) {
  const { t } = useTranslation('machines');
  const address = detail.messages.find(({ direction }) => direction === 'in')?.from ?? null;
  const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true };
  return (
    <>
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
    </>
  );
}
