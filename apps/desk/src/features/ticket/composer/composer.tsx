import { Button, UnstyledButton } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import clsx from 'clsx';
import type { TFunction } from 'i18next';
import { ChevronDown, Mail, StickyNote, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyUndoable } from '../../../shared/notify.tsx';
import classes from './composer.module.css';
import { DraftOther } from './draft-other.tsx';
import { type DraftKind, isBlank } from './draft-store.ts';
import { DraftVersions } from './draft-versions.tsx';
import { SendNotice } from './send-notice.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useKeyboardSpace } from './use-keyboard-space.ts';
import { usePictures } from './use-pictures.ts';
import type { AfterReply } from './use-send.ts';
import { useSnackPlace } from './use-snack-place.ts';
import type { WritingHandle } from './use-writing.ts';
import { WritingForm } from './writing-form.tsx';

interface ComposerProps {
  detail: TicketDetail;
  writing: WritingHandle;
  /** The message that stopped the sending is to be shown. */
  onRead: () => void;
  /** Goes to a message of the conversation. */
  onShow: (messageId: string) => void;
  onReopen: () => void;
  onLeave: () => void;
}

/** Answer or internal note, with files and copies; what is written is kept here and on the server until it was sent. */
export function Composer(props: ComposerProps) {
  const { detail, writing } = props;
  const { drafts, sending, stopped } = writing;
  const { t } = useTranslation(['ticket', 'desk', 'machines']);
  const place = useRef<HTMLDivElement>(null);
  const [versionsOpened, setVersionsOpened] = useState(false);
  const { kind } = drafts.draft;
  const part = drafts.draft[kind];
  const mayWrite = detail.ticket.can.includes(kind);
  const pictures = usePictures(drafts, kind);
  const isOver = useFileDrop(place, (files) => mayWrite && pictures.add(files));
  useKeyboardSpace(place);
  useSnackPlace(place);
  const lastMessageId = detail.messages.at(-1)?.id;
  // It is said where the answer is; a note is another matter.
  const stoppedFor = kind === 'reply' ? (stopped.stopped?.reason ?? null) : null;
  const firstName = detail.contact.name.split(' ')[0] ?? detail.contact.name;

  const sendAnyway = async (then: AfterReply) => {
    const hasLeft = await sending.send(then, lastMessageId ? { seenMessageId: lastMessageId } : {});
    if (hasLeft) void stopped.dismiss();
  };
  const discard = () => {
    const was = drafts.box.discard(kind);
    notifyUndoable(t('draft.discarded'), {
      label: t('desk:outgoing.undo'),
      run: () => drafts.box.restore(kind, was),
    });
    writing.field.current?.focus();
  };
  const isFolded = !writing.isOpen && isBlank(part) && sending.problem === null && stoppedFor === null;

  return (
    <div ref={place} className={clsx(classes.place, isFolded && classes.folded)}>
      <SendNotice
        problem={sending.problem}
        stoppedFor={stoppedFor}
        hasArrived={writing.hasArrived}
        name={firstName}
        onRead={() => {
          sending.dismissProblem();
          void stopped.dismiss();
          drafts.box.change('reply', { seenMessageId: lastMessageId ?? null });
          props.onRead();
        }}
        onSendAnyway={() => void sendAnyway(sending.problem?.andThen ?? stopped.stopped?.andThen ?? 'keep')}
        onRetry={() => void sending.send(sending.problem?.andThen ?? 'keep')}
        onDismiss={() => {
          sending.dismissProblem();
          void stopped.dismiss();
        }}
      />
      <section
        className={clsx(classes.composer, kind === 'note' && classes.note, isOver && classes.over)}
        aria-label={t('composer.label')}
        onFocus={({ target }) => {
          // Unfolded by its press, not before: a button that is gone gets no click.
          if (!target.classList.contains(classes.opener ?? '')) writing.setIsOpen(true);
        }}
        onBlur={() => drafts.box.sync.flush(false)}
      >
        <UnstyledButton className={classes.opener} onClick={() => writing.write(kind)}>
          <Mail size={16} strokeWidth={1.75} aria-hidden />
          {kind === 'note' ? t('composer.foldedNote') : t('composer.foldedReply', { name: firstName })}
        </UnstyledButton>
        <div className={classes.modes} role="group" aria-label={t('composer.kinds')}>
          <ModeButton kind="reply" current={kind} onChoose={writing.write} />
          <ModeButton kind="note" current={kind} onChoose={writing.write} />
          <span className={classes.grow} />
          {kind === 'reply' && detail.replyTo && !detail.replyTo.canChooseFrom ? (
            <span className={classes.from}>{t('composer.from', { address: detail.replyTo.from })}</span>
          ) : null}
          <UnstyledButton
            className={classes.fold}
            aria-label={t('composer.fold')}
            onClick={() => {
              writing.setIsOpen(false);
              props.onLeave();
            }}
          >
            <ChevronDown size={16} aria-hidden />
          </UnstyledButton>
        </div>
        {mayWrite ? (
          <>
            {drafts.others[kind] ? (
              <DraftOther
                other={drafts.others[kind]}
                onRestore={() => drafts.box.restore(kind, drafts.others[kind]!)}
                onDismiss={() => drafts.box.dismissOther(kind)}
              />
            ) : null}
            <WritingForm
              key={kind}
              detail={detail}
              writing={writing}
              pictures={pictures}
              onShow={props.onShow}
              onLeave={props.onLeave}
              onDiscard={discard}
              onVersions={() => setVersionsOpened(true)}
            />
          </>
        ) : (
          <div className={classes.blocked}>
            <Banner
              tone="azul"
              action={
                detail.ticket.can.includes('reopen') ? (
                  <Button size="xs" variant="default" onClick={props.onReopen}>
                    {t('header.reopen')}
                  </Button>
                ) : undefined
              }
            >
              {blockedBecause(detail.ticket, t)}
            </Banner>
          </div>
        )}
        {isOver && mayWrite ? (
          <div className={classes.drop} aria-hidden>
            <Upload size={18} strokeWidth={1.75} />
            <b>{t('composer.dropTitle')}</b>
            <span>{t('composer.attachLimits')}</span>
          </div>
        ) : null}
      </section>
      <DraftVersions
        drafts={drafts}
        kind={kind}
        opened={versionsOpened}
        onClose={() => setVersionsOpened(false)}
      />
    </div>
  );
}

/** Why nothing can be written here. */
function blockedBecause(
  { isSpam, closedAt }: TicketDetail['ticket'],
  t: TFunction<['ticket', 'desk', 'machines']>,
): string {
  if (isSpam) return t('machines:spam.noAnswer');
  return closedAt ? t('composer.closed') : t('composer.notAllowed');
}

function ModeButton(props: { kind: DraftKind; current: DraftKind; onChoose: (kind: DraftKind) => void }) {
  const { t } = useTranslation('ticket');
  const Icon = props.kind === 'note' ? StickyNote : Mail;
  return (
    <UnstyledButton aria-pressed={props.kind === props.current} onClick={() => props.onChoose(props.kind)}>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      {t(`composer.kind.${props.kind}`)}
    </UnstyledButton>
  );
}
