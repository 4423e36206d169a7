import { ActionIcon, Button, Textarea, UnstyledButton } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import clsx from 'clsx';
import { Mail, Paperclip, StickyNote } from 'lucide-react';
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type RefObject,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../shared/components/banner.tsx';
import { readNow } from '../../../shared/hooks/use-now.ts';
import classes from './composer.module.css';
import { type DraftKind, isBlank } from './draft-store.ts';
import { messageLengthMax } from './limits.ts';
import { Recipients, type ReplyTarget } from './recipients.tsx';
import { SendButton } from './send-button.tsx';
import { SendNotice } from './send-notice.tsx';
import { UploadList } from './upload-list.tsx';
import type { DraftHandle } from './use-draft.ts';
import type { AfterReply, useSend } from './use-send.ts';
import { useUploads } from './use-uploads.ts';

interface ComposerProps {
  detail: TicketDetail;
  drafts: DraftHandle;
  sending: ReturnType<typeof useSend>;
  textRef: RefObject<HTMLTextAreaElement | null>;
  /** A message of the customer's that came after this text was begun. */
  hasArrived: boolean;
  onRead: () => void;
  onReopen: () => void;
  onLeave: () => void;
}

/** Where the answer goes; the server decides, the desk says so. */
function replyTarget({ replyTo, contact }: TicketDetail): ReplyTarget {
  const onFile = contact.identities.filter(({ kind }) => kind === 'email').map(({ value }) => value);
  const address = replyTo?.address ?? null;
  const isKnown = address === null || onFile.some((each) => each.toLowerCase() === address.toLowerCase());
  return { address, name: replyTo?.name || contact.name, isKnown };
}

/** Answer or internal note, with files and copies; what is written stays in this browser until it was sent. */
export function Composer(props: ComposerProps) {
  const { detail, drafts, sending, textRef } = props;
  const { t } = useTranslation('ticket');
  const { can } = detail.ticket;
  const { kind } = drafts.draft;
  const part = drafts.draft[kind];
  const [hint, setHint] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const isBusy = sending.pending !== null;
  const mayWrite = can.includes(kind);
  const target = replyTarget(detail);
  const uploads = useUploads({
    held: part.uploads.length,
    onDone: (file) =>
      drafts.change(kind, (now) => ({
        uploads: [...now.uploads, file],
        uploadedAt: now.uploadedAt ?? readNow().toISOString(),
      })),
  });

  const write = (text: string) => {
    setHint(null);
    const begins = isBlank(part) && text !== '';
    drafts.change(kind, { text, ...(begins ? { seenMessageId: detail.messages.at(-1)?.id ?? null } : {}) });
  };
  const send = (then: AfterReply, seenMessageId?: string) => {
    if (isBusy || !mayWrite) return;
    if (uploads.isBusy) return setHint(t('composer.waitForFiles'));
    if (part.text.trim() === '' && part.uploads.length === 0) {
      textRef.current?.focus();
      return setHint(kind === 'note' ? t('composer.emptyNote') : t('composer.emptyReply'));
    }
    setHint(null);
    void sending.send(then, seenMessageId ? { seenMessageId } : {});
    textRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send('keep');
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      props.onLeave();
    }
  };
  const addFiles = (files: FileList) => {
    if (mayWrite && files.length > 0) uploads.add([...files]);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    addFiles(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setIsOver(false);
    addFiles(event.dataTransfer.files);
  };

  return (
    <div className={classes.place}>
      <SendNotice
        problem={sending.problem}
        hasArrived={props.hasArrived}
        name={detail.contact.name}
        onRead={() => {
          sending.dismissProblem();
          props.onRead();
        }}
        onSendAnyway={() => send('keep', detail.messages.at(-1)?.id)}
        onDismiss={sending.dismissProblem}
      />
      <section
        className={clsx(classes.composer, kind === 'note' && classes.note, isOver && classes.over)}
        aria-label={t('composer.label')}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <div className={classes.modes} role="group" aria-label={t('composer.kinds')}>
          <ModeButton kind="reply" current={kind} onChoose={drafts.setKind} />
          <ModeButton kind="note" current={kind} onChoose={drafts.setKind} />
          <span className={classes.grow} />
          {kind === 'reply' && detail.channelAccount ? (
            <span className={classes.from}>
              {t('composer.from', { address: detail.channelAccount.address })}
            </span>
          ) : null}
        </div>
        {mayWrite ? (
          <>
            {kind === 'reply' ? (
              <Recipients to={target} cc={part.cc} onChange={(cc) => drafts.change(kind, { cc })} />
            ) : null}
            <Textarea
              ref={textRef}
              variant="unstyled"
              classNames={{ input: classes.text }}
              aria-label={kind === 'note' ? t('composer.noteLabel') : t('composer.replyLabel')}
              placeholder={
                kind === 'note'
                  ? t('composer.notePlaceholder')
                  : t('composer.replyPlaceholder', { name: target.name })
              }
              autosize
              minRows={2}
              maxRows={12}
              maxLength={messageLengthMax}
              readOnly={isBusy}
              value={isBusy ? '' : part.text}
              onChange={(event) => write(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
            />
            <UploadList
              held={isBusy ? [] : part.uploads}
              uploading={uploads.files}
              onRemoveHeld={(id) =>
                drafts.change(kind, (now) => ({ uploads: now.uploads.filter((file) => file.id !== id) }))
              }
              onRemoveUploading={uploads.remove}
            />
            {hint ? (
              <p className={classes.error} role="alert">
                {hint}
              </p>
            ) : null}
            <div className={classes.foot}>
              <ActionIcon
                aria-label={t('composer.attach')}
                title={t('composer.attachLimits')}
                disabled={isBusy}
                onClick={() => chooser.current?.click()}
              >
                <Paperclip size={16} strokeWidth={1.75} aria-hidden />
              </ActionIcon>
              <input
                ref={chooser}
                type="file"
                multiple
                hidden
                onChange={(event) => {
                  if (event.currentTarget.files) addFiles(event.currentTarget.files);
                  event.currentTarget.value = '';
                }}
              />
              <span className={classes.limits}>{t('composer.attachLimits')}</span>
              <span className={classes.grow} />
              <span className={classes.kept} role={drafts.isKept ? undefined : 'alert'}>
                {drafts.isKept ? (isBlank(part) ? '' : t('composer.kept')) : t('composer.notKept')}
              </span>
              <SendButton
                kind={kind}
                isBusy={isBusy}
                canClose={can.includes('close') || can.includes('ignore')}
                canWait={can.includes('set_status')}
                onSend={(then) => send(then)}
              />
            </div>
          </>
        ) : (
          <div className={classes.blocked}>
            <Banner
              tone="azul"
              action={
                can.includes('reopen') ? (
                  <Button size="xs" variant="default" onClick={props.onReopen}>
                    {t('header.reopen')}
                  </Button>
                ) : undefined
              }
            >
              {detail.ticket.closedAt ? t('composer.closed') : t('composer.notAllowed')}
            </Banner>
          </div>
        )}
      </section>
    </div>
  );
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
