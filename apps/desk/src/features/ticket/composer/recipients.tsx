import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import clsx from 'clsx';
import { UserPlus, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../shared/components/banner.tsx';
import { addAddresses, readAddresses } from './addresses.ts';
import type { ReplyTarget } from './answered.queries.ts';
import { copiesMax } from './limits.ts';
import classes from './recipients.module.css';

interface RecipientsProps {
  /** Where the answer goes. */
  to: ReplyTarget;
  cc: string[];
  /** Copies for people who had no part in this ticket and whom nobody has confirmed yet. */
  unconfirmed: string[];
  onChange: (cc: string[]) => void;
  onConfirm: () => void;
}

/** Who gets the answer: the customer, and copies for others; who was not there is pointed out and confirmed. */
export function Recipients({ to, cc, unconfirmed, onChange, onConfirm }: RecipientsProps) {
  const { t } = useTranslation('ticket');
  return (
    <div className={classes.place}>
      <div className={classes.recipients}>
        <span className={classes.label}>{t('composer.to')}</span>
        <Target to={to} />
        {cc.length > 0 ? <span className={classes.label}>{t('composer.cc')}</span> : null}
        {cc.map((each) => {
          const isNew = unconfirmed.includes(each);
          return (
            <span key={each} className={clsx(classes.address, isNew && classes.stranger)}>
              {isNew ? <UserPlus size={13} strokeWidth={1.75} aria-hidden /> : null}
              {each}
              <ActionIcon
                size={20}
                c="inherit"
                aria-label={t('composer.removeCopy', { address: each })}
                onClick={() => onChange(cc.filter((other) => other !== each))}
              >
                <X size={12} aria-hidden />
              </ActionIcon>
            </span>
          );
        })}
        <CopyField cc={cc} onChange={onChange} />
      </div>
      {unconfirmed.length > 0 ? (
        <Banner
          tone="ambar"
          role="alert"
          icon={<UserPlus size={16} strokeWidth={1.75} aria-hidden />}
          title={t('composer.strangerTitle', { count: unconfirmed.length })}
          action={
            <span className={classes.actions}>
              <Button
                size="xs"
                variant="subtle"
                onClick={() => onChange(cc.filter((each) => !unconfirmed.includes(each)))}
              >
                {t('composer.strangerRemove')}
              </Button>
              <Button size="xs" variant="default" onClick={onConfirm}>
                {t('composer.strangerConfirm')}
              </Button>
            </span>
          }
        >
          <span className={classes.more}>{t('composer.strangerText', { count: unconfirmed.length })}</span>
        </Banner>
      ) : null}
    </div>
  );
}

function Target({ to }: { to: ReplyTarget }) {
  const { t } = useTranslation('ticket');
  if (to.isKnown && to.address) {
    return (
      <span className={classes.address} title={to.address}>
        {to.name}
      </span>
    );
  }
  return (
    <>
      <span className={clsx(classes.address, !to.isKnown && classes.stranger)}>
        {to.isKnown ? null : <UserPlus size={13} aria-hidden />}
        {to.address ?? t('composer.noAddress')}
      </span>
      {to.isKnown ? null : <span className={classes.strangerNote}>{t('composer.stranger')}</span>}
    </>
  );
}

function CopyField({ cc, onChange }: Pick<RecipientsProps, 'cc' | 'onChange'>) {
  const { t } = useTranslation('ticket');
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const take = (text: string, closes: boolean) => {
    const found = readAddresses(text);
    const next = addAddresses(cc, found.valid);
    const problem =
      found.wrong.length > 0
        ? t('composer.wrongAddress', { address: found.wrong.join(', ') })
        : next.length > copiesMax
          ? t('composer.tooManyCopies', { max: copiesMax })
          : null;
    setWrong(problem);
    if (next.length <= copiesMax && next.length > cc.length) onChange(next);
    setTyped(problem ? found.wrong.join(', ') || text : closes ? null : '');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isSending = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key === 'Escape') {
      event.stopPropagation();
      setTyped(null);
      setWrong(null);
    } else if (!isSending && ['Enter', ',', ';'].includes(event.key)) {
      event.preventDefault();
      take(event.currentTarget.value, false);
    } else if (event.key === 'Backspace' && typed === '' && cc.length > 0) {
      onChange(cc.slice(0, -1));
    }
  };
  return (
    <>
      {typed === null ? (
        <UnstyledButton className={classes.addCopy} onClick={() => setTyped('')}>
          <UserPlus size={13} aria-hidden />
          {t('composer.addCopy')}
        </UnstyledButton>
      ) : (
        <input
          // It appears because its button was pressed.
          autoFocus
          type="email"
          multiple
          className={classes.copyInput}
          aria-label={t('composer.copyAddress')}
          aria-invalid={wrong !== null}
          placeholder={t('composer.copyPlaceholder')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={(event) => take(event.currentTarget.value, true)}
        />
      )}
      {wrong ? (
        <span className={classes.error} role="alert">
          {wrong}
        </span>
      ) : null}
    </>
  );
}
