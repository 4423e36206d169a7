import { ActionIcon, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { TicketMessage } from '@ventanilla/web';
import { Download, Ellipsis, FileText, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '../../../../shared/i18n/use-translation.ts';
import { notifyDone, notifyFailed, notifyProblem } from '../../../../shared/notify.tsx';
import { useHolds } from '../../../../shared/session/session.ts';
import { OriginLine } from '../../participants/origin.tsx';
import { ticketQuery } from '../../ticket.queries.ts';
import classes from '../message.module.css';
import { originalAddress, rereadMessage, versionsQuery } from './original.queries.ts';
import { OriginalDialogOpener } from './original-dialog-opener.tsx';

interface OriginalMenuProps {
  ticketId: string;
  message: TicketMessage;
  /** Whose mail it is. */
  name: string;
}

/** What can be done with a received mail beyond answering it: see it as it came, take it along, read it again. */
export function OriginalMenu({ ticketId, message, name }: OriginalMenuProps) {
  const { t } = useTranslation('ticket');
  const queryClient = useQueryClient();
  const mayReread = useHolds('tickets:reply');
  const [isReading, setIsReading] = useState(false);
  const readAgain = async () => {
    setIsReading(true);
    try {
      const outcome = await rereadMessage(message.id);
      if (outcome === 'unreadable') notifyFailed(t('original.reread.unreadable'));
      else notifyDone(t(`original.reread.${outcome}`));
      if (outcome === 'changed') {
        void queryClient.invalidateQueries({ queryKey: versionsQuery(message.id).queryKey });
        await queryClient.invalidateQueries({ queryKey: ticketQuery(ticketId).queryKey });
      }
    } catch (error) {
      notifyProblem(error);
    } finally {
      setIsReading(false);
    }
  };
  return (
    <OriginalDialogOpener message={message}>
      {({ ref, open }) => (
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <ActionIcon
              ref={ref}
              className={classes.quietButton}
              aria-label={t('original.menuOf', { name })}
              title={t('original.menu')}
              loading={isReading}
            >
              <Ellipsis size={15} strokeWidth={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<FileText size={15} aria-hidden />} onClick={open}>
              {t('original.see')}
            </Menu.Item>
            <Menu.Item
              leftSection={<Download size={15} aria-hidden />}
              component="a"
              href={originalAddress(message.id)}
              download
            >
              {t('original.download')}
            </Menu.Item>
            {mayReread ? (
              <Menu.Item leftSection={<RotateCw size={15} aria-hidden />} onClick={() => void readAgain()}>
                {t('original.readAgain')}
              </Menu.Item>
            ) : null}
            {message.authentication ? <OriginLine authentication={message.authentication} /> : null}
          </Menu.Dropdown>
        </Menu>
      )}
    </OriginalDialogOpener>
  );
}
