import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Attachment, shortDate } from '@ventanilla/web';
import { Link as LinkIcon } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';
import classes from './links.module.css';

interface LinkedFilesProps {
  ticketId: string;
  attachments: readonly Attachment[];
}

/** Under a message of ours: the files that its mail had no room for, and the way to close their links. */
export function LinkedFiles({ ticketId, attachments }: LinkedFilesProps) {
  return attachments
    .filter(({ link }) => link)
    .map((file) => <LinkedFile key={file.id} ticketId={ticketId} file={file} link={file.link!} />);
}

interface LinkedFileProps {
  ticketId: string;
  file: Attachment;
  link: NonNullable<Attachment['link']>;
}

function LinkedFile({ ticketId, file, link }: LinkedFileProps) {
  const { t } = useTranslation('sending');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const name = file.fileName;
  const isOpen = !link.revoked && Date.parse(link.expiresAt) > format.now.getTime();
  const revoke = async () => {
    setIsBusy(true);
    try {
      await api.DELETE('/api/v1/attachments/{attachmentId}/link', {
        params: { path: { attachmentId: file.id } },
      });
    } catch (error) {
      notifyProblem(error);
    } finally {
      await queryClient.invalidateQueries({ queryKey: ticketQuery(ticketId).queryKey });
      setIsBusy(false);
    }
  };
  return (
    <p className={classes.line}>
      <LinkIcon size={13} strokeWidth={1.75} aria-hidden />
      <span>
        {isOpen
          ? t('links.open', { name, day: shortDate(link.expiresAt, format) })
          : t('links.revoked', { name })}{' '}
        {link.downloads > 0 ? t('links.downloads', { count: link.downloads }) : null}
      </span>
      {isOpen ? (
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={isBusy}
          aria-label={t('links.revokeOf', { name })}
          onClick={() => void revoke()}
        >
          {t('links.revoke')}
        </Button>
      ) : null}
    </p>
  );
}
