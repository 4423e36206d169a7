import { Button, TextInput } from '@mantine/core';
import type { TicketMessage } from '@ventanilla/web';
import { type FormEvent, useId, useState } from 'react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { readAddresses } from '../composer/addresses.ts';
import classes from './refusals.module.css';
import { useRefusal } from './use-refusal.ts';

type Delivery = NonNullable<TicketMessage['delivery']>;
type Refused = Delivery['refused'][number];

interface RefusedLinesProps {
  ticketId: string;
  delivery: Delivery;
  /** The mail went to nobody else: there is nobody to go on without. */
  isOnlyOne: boolean;
}

/** Under a message of ours: who a server refused, in its words, and what one can do about each of them. */
export function RefusedLines({ ticketId, delivery, isOnlyOne }: RefusedLinesProps) {
  return (
    <div className={classes.lines}>
      {delivery.refused.map((refused) => (
        <RefusedLine
          key={refused.address}
          ticketId={ticketId}
          outboundId={delivery.outboundId}
          refused={refused}
          canRemove={!isOnlyOne}
        />
      ))}
    </div>
  );
}

interface RefusedLineProps {
  ticketId: string;
  outboundId: string;
  refused: Refused;
  canRemove: boolean;
}

function RefusedLine({ ticketId, outboundId, refused, canRemove }: RefusedLineProps) {
  const { t } = useTranslation('sending');
  const [isCorrecting, setIsCorrecting] = useState(false);
  const { address, said } = refused;
  const { isBusy, resend, remove } = useRefusal({ ticketId, outboundId, address });
  if (refused.settled !== null) return <p className={classes.settled}>{t('refused.removed', { address })}</p>;
  return (
    <div className={classes.line}>
      <Banner
        tone="rojo"
        title={t('refused.title', { address })}
        action={
          isCorrecting ? undefined : (
            <span className={classes.actions}>
              {canRemove ? (
                <Button
                  size="xs"
                  variant="subtle"
                  disabled={isBusy}
                  aria-label={t('refused.removeOf', { address })}
                  onClick={() => void remove()}
                >
                  {t('refused.remove')}
                </Button>
              ) : null}
              <Button
                size="xs"
                variant="default"
                disabled={isBusy}
                aria-label={t('refused.correctOf', { address })}
                onClick={() => setIsCorrecting(true)}
              >
                {t('refused.correct')}
              </Button>
            </span>
          )
        }
      >
        {t('refused.said', { words: said })}
        {isCorrecting ? (
          <CorrectForm
            address={address}
            isBusy={isBusy}
            onCancel={() => setIsCorrecting(false)}
            onSubmit={(correctedTo) => void resend(correctedTo)}
          />
        ) : null}
      </Banner>
    </div>
  );
}

interface CorrectFormProps {
  address: string;
  isBusy: boolean;
  onSubmit: (address: string) => void;
  onCancel: () => void;
}

function CorrectForm({ address, isBusy, onSubmit, onCancel }: CorrectFormProps) {
  const { t } = useTranslation(['sending', 'desk']);
  const [typed, setTyped] = useState(address);
  const [isWrong, setIsWrong] = useState(false);
  const fieldId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { valid, wrong } = readAddresses(typed);
    const one = valid[0];
    if (!one || valid.length > 1 || wrong.length > 0) return setIsWrong(true);
    onSubmit(one);
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <TextInput
        id={fieldId}
        // It appears because its button was pressed.
        autoFocus
        type="email"
        size="xs"
        className={classes.field}
        aria-label={t('refused.newAddress')}
        value={typed}
        error={isWrong ? t('refused.wrong') : undefined}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setIsWrong(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onCancel();
        }}
      />
      <Button type="submit" size="xs" loading={isBusy}>
        {t('refused.resend')}
      </Button>
      <Button size="xs" variant="subtle" onClick={onCancel}>
        {t('desk:actions.cancel')}
      </Button>
    </form>
  );
}
