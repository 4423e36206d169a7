import { fileSize, type TicketDetail, type TicketMessage } from '@ventanilla/web';
import { Suspense, useEffect, useEffectEvent, useState } from 'react';
import { lazyPart } from '../../../shared/components/lazy-part.ts';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useOfflineSince } from '../../../shared/hooks/use-online.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { BouncedAddresses } from '../bounces/bounced-addresses.tsx';
import { askTimeBeforeClosing } from '../time/asking.ts';
import { AnswerStrip } from './answer-strip.tsx';
import { replyTarget, useAnswered } from './answered.queries.ts';
import classes from './composer.module.css';
import { DraftState } from './draft-state.tsx';
import { type DraftKind, isBlank, uploadsInUse } from './draft-store.ts';
import { type EditorHandle, restingState } from './editor/editor-handle.ts';
import { useUsualFrom } from './from.queries.ts';
import { FromRow } from './from-row.tsx';
import { messageLengthMax } from './limits.ts';
import { copiesOfConversation, participantsOf, strangersAmong, suggestedCopies } from './recipients.rules.ts';
import { type Copies, Recipients } from './recipients.tsx';
import { SendButton } from './send-button.tsx';
import { Toolbar } from './toolbar.tsx';
import { UploadList } from './upload-list.tsx';
import type { PicturesHandle } from './use-pictures.ts';
import type { AfterReply } from './use-send.ts';
import type { WritingHandle } from './use-writing.ts';
import { WritingField } from './writing-field.tsx';

const LaterDialog = lazyPart(async () => ({
  default: (await import('../later/later-dialog.tsx')).LaterDialog,
}));

interface WritingFormProps {
  detail: TicketDetail;
  writing: WritingHandle;
  pictures: PicturesHandle;
  /** Goes to a message of the conversation. */
  onShow: (messageId: string) => void;
  onLeave: () => void;
  onDiscard: () => void;
  onVersions: () => void;
}

/** What is written and to whom, with its tools and the sending. */
export function WritingForm(props: WritingFormProps) {
  const { detail, writing, pictures } = props;
  const { drafts, sending } = writing;
  const { t } = useTranslation('ticket');
  const { kind } = drafts.draft;
  const part = drafts.draft[kind];
  const { can } = detail.ticket;
  const usual = detail.replyOutcome;
  const [editor, setEditor] = useState<EditorHandle | null>(null);
  const [state, setState] = useState(restingState);
  const [isLinkOpen, setIsLinkOpen] = useState(false);
  const answered = useAnswered(detail, kind === 'reply' ? part.answersMessageId : null);
  const target = replyTarget(detail, answered);
  const usualFrom = useUsualFrom(detail, answered);
  const copies = useCopies(props, answered, target.address);
  const { hint, setHint, trySend, unconfirmed } = useSendCheck(props);
  const linked = useLinkedHint(props);
  const [isLaterOpen, setIsLaterOpen] = useState(false);
  const epoch = drafts.epochs[kind];
  // When the field begins anew the focus goes to the new one, if it was in here.
  const [hasFocus, setHasFocus] = useState(false);

  const lastMessageId = detail.messages.at(-1)?.id ?? null;
  const write = (written: { html: string; text: string }) => {
    setHint(null);
    const begins = isBlank(part) && written.html !== '';
    drafts.box.change(kind, { ...written, ...(begins ? { seenMessageId: lastMessageId } : {}) });
  };
  return (
    <div
      onFocus={() => setHasFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) =>
        setHasFocus(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
      }
    >
      {kind === 'reply' && part.answersMessageId ? (
        <AnswerStrip
          message={answered}
          onShow={() => props.onShow(part.answersMessageId!)}
          onRemove={() => {
            drafts.box.change(kind, { answersMessageId: null });
            writing.field.current?.focus();
          }}
        />
      ) : null}
      {kind === 'reply' && usualFrom !== null ? (
        <FromRow
          address={part.from ?? usualFrom}
          usual={usualFrom}
          onChange={(address) => drafts.box.change(kind, { from: address === usualFrom ? null : address })}
        />
      ) : null}
      {kind === 'reply' ? (
        <Recipients
          to={target}
          copies={copies.shown}
          unconfirmed={unconfirmed}
          suggestions={copies.suggestions}
          onChange={(next) => drafts.box.change(kind, { ...next, hasCopies: true })}
          onConfirm={() => {
            drafts.box.change(kind, { confirmed: [...part.confirmed, ...unconfirmed] });
            setHint(null);
            writing.field.current?.focus();
          }}
        />
      ) : null}
      {kind === 'reply' ? (
        <BouncedAddresses
          className={classes.bounced}
          onCleared={() => writing.field.current?.focus()}
          detail={detail}
          addresses={[target.address ?? '', ...part.cc, ...part.bcc]}
        />
      ) : null}
      <WritingField
        key={epoch}
        html={part.html}
        text={part.text}
        label={kind === 'note' ? t('composer.noteLabel') : t('composer.replyLabel')}
        placeholder={placeholderOf(kind, target.name, t)}
        fieldRef={writing.field}
        takesFocus={hasFocus}
        keys={{
          send: () => trySend(usual),
          later: () => kind === 'reply' && setIsLaterOpen(true),
          link: () => setIsLinkOpen(true),
          leave: props.onLeave,
        }}
        onChange={write}
        onState={setState}
        onHandle={(handle) => {
          setEditor(handle);
          pictures.setEditor(handle);
        }}
        onFiles={(files, position) => pictures.add(files, position)}
      />
      <UploadList
        held={uploadsInUse(part).filter(({ inline }) => !inline)}
        uploading={pictures.files}
        onRemoveHeld={(id) =>
          drafts.box.change(kind, (now) => ({ uploads: now.uploads.filter((file) => file.id !== id) }))
        }
        onRemoveUploading={pictures.take}
        onRetry={({ localId }) => pictures.retry(localId)}
      />
      {kind === 'reply' && linked ? <p className={classes.remark}>{linked}</p> : null}
      {hint ? (
        <p className={classes.error} role="alert">
          {hint}
        </p>
      ) : null}
      <Toolbar
        state={state}
        editor={editor}
        isLinkOpen={isLinkOpen}
        onLinkOpen={setIsLinkOpen}
        onFiles={(files) => pictures.add(files, undefined, true)}
      >
        <DraftState drafts={drafts} kind={kind} onDiscard={props.onDiscard} onVersions={props.onVersions} />
        <SendButton
          kind={kind}
          isBusy={sending.flying !== null}
          needsReview={unconfirmed.length > 0}
          canClose={can.includes('reply_and_close')}
          closes={usual === 'close'}
          canWait={can.includes('set_status')}
          onSend={trySend}
          onSendAt={(at) => trySend(usual, at)}
          onChooseLater={() => setIsLaterOpen(true)}
        />
      </Toolbar>
      {isLaterOpen ? (
        <Suspense fallback={null}>
          <LaterDialog
            onClose={() => setIsLaterOpen(false)}
            onSendAt={(at) => {
              setIsLaterOpen(false);
              trySend(usual, at);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

/**
 * Whom it goes to besides: until its writer says otherwise, whoever is in the conversation. What is shown before the
 * first word becomes part of the draft with it, so that nobody gets a copy whom its writer did not see.
 */
function useCopies({ detail, writing }: WritingFormProps, answered: TicketMessage | null, to: string | null) {
  const { drafts } = writing;
  const { kind } = drafts.draft;
  const part = drafts.draft[kind];
  const usual = kind === 'reply' ? copiesOfConversation(detail, { answered, to }) : [];
  const shown: Copies = part.hasCopies ? part : { cc: usual, bcc: [] };
  const isBegun = kind === 'reply' && !isBlank(part) && !part.hasCopies;
  const settle = useEffectEvent(() => drafts.box.change(kind, { cc: shown.cc, hasCopies: true }));
  useEffect(() => {
    if (isBegun) settle();
  }, [isBegun]);
  const ours = [detail.channelAccount?.address, detail.replyTo?.from];
  const taken = [to, ...shown.cc, ...shown.bcc];
  return { shown, suggestions: suggestedCopies(participantsOf(detail), { ours, taken }) };
}

/** Says before the sending that files travel as links; null where all have room. */
function useLinkedHint({ detail, writing }: WritingFormProps): string | null {
  const { t } = useTranslation('sending');
  const format = useFormat();
  const room = detail.replyTo?.linksBeyondBytes ?? null;
  const total = uploadsInUse(writing.drafts.draft.reply).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (room === null || total <= room) return null;
  return t('links.hint', { size: fileSize(room, format) });
}

type Translate = ReturnType<typeof useTranslation<'ticket'>>['t'];

function placeholderOf(kind: DraftKind, name: string, t: Translate): string {
  return kind === 'note' ? t('composer.notePlaceholder') : t('composer.replyPlaceholder', { name });
}

/** Sends, or says first what is missing; nothing leaves that its writer has not seen. */
function useSendCheck({ detail, writing, pictures }: WritingFormProps) {
  const { drafts, sending, field, stopped } = writing;
  const { t } = useTranslation('ticket');
  const [hint, setHint] = useState<string | null>(null);
  const isOffline = useOfflineSince() !== null;
  const { kind } = drafts.draft;
  const part = drafts.draft[kind];
  const strangers = kind === 'reply' ? strangersAmong([...part.cc, ...part.bcc], participantsOf(detail)) : [];
  const unconfirmed = strangers.filter((each) => !part.confirmed.includes(each));
  const missing = (): string | null => {
    if (pictures.isBusy) return t('composer.waitForFiles');
    if (pictures.hasFailed) return t('composer.pictureFailed');
    if (part.html === '' && uploadsInUse(part).length === 0) {
      return kind === 'note' ? t('composer.emptyNote') : t('composer.emptyReply');
    }
    if (part.html.length > messageLengthMax) return t('composer.tooLong');
    if (unconfirmed.length > 0) return t('composer.confirmFirst', { count: unconfirmed.length });
    return null;
  };
  const trySend = (then: AfterReply, sendAt?: Date) => {
    if (sending.flying || !detail.ticket.can.includes(kind)) return;
    const problem = missing();
    setHint(problem);
    if (problem) return field.current?.focus();
    if (isOffline) return sending.refuse(then, t('composer.offline'));
    // Who wrote meanwhile is read first; the server watches over it too.
    if (writing.hasArrived) return sending.refuseStale(then);
    const send = () =>
      sending
        .send(then, sendAt ? { sendAt: sendAt.toISOString() } : {})
        .then((hasLeft) => (hasLeft ? stopped.dismiss() : undefined));
    if (then !== 'close') void send();
    else void askTimeBeforeClosing(detail).then((goesOn) => (goesOn ? send() : field.current?.focus()));
  };
  return { hint, setHint, trySend, unconfirmed };
}
