import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { TicketCard } from '@ventanilla/web';
import { Pencil } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import type { TicketCommands } from '../use-ticket-commands.ts';
import classes from './header.module.css';

/** Longest subject that the server takes, in characters. */
const subjectLengthMax = 998;

/** The subject; edited in place where `can` says so. A change of somebody else keeps what was typed. */
export function SubjectField({ ticket, commands }: { ticket: TicketCard; commands: TicketCommands }) {
  const { t } = useTranslation(['ticket', 'desk']);
  const [draft, setDraft] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const shown = ticket.subject || t('header.noSubject');
  const end = () => {
    setDraft(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const subject = draft?.trim() ?? '';
    if (subject === '' || subject === ticket.subject) return end();
    if (await commands.setSubject(subject)) end();
  };
  if (draft !== null) {
    return (
      <form className={classes.title} onSubmit={(event) => void save(event)}>
        <div className={classes.editor}>
          <TextInput
            aria-label={t('header.subject')}
            value={draft}
            maxLength={subjectLengthMax}
            data-autofocus
            ref={(input) => {
              if (input && document.activeElement !== input && input.dataset.ready !== 'yes') {
                input.dataset.ready = 'yes';
                input.focus();
                input.select();
              }
            }}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              end();
            }}
          />
          <Button type="submit" loading={commands.pending === 'subject'}>
            {t('desk:actions.save')}
          </Button>
          <Button variant="subtle" onClick={end}>
            {t('desk:actions.cancel')}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className={classes.title}>
      <h1>{shown}</h1>
      {ticket.can.includes('set_status') ? (
        <ActionIcon
          ref={opener}
          aria-label={t('header.editSubject')}
          onClick={() => setDraft(ticket.subject)}
        >
          <Pencil size={14} strokeWidth={1.75} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  );
}
