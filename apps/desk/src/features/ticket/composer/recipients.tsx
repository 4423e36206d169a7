import { ActionIcon, UnstyledButton } from '@mantine/core';
import { UserPlus, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addAddresses, readAddresses } from './addresses.ts';
import classes from './composer.module.css';
import { copiesMax } from './limits.ts';

export interface ReplyTarget {
  address: string | null;
  name: string;
  /** False for somebody who is not the person the ticket is of. */
  isKnown: boolean;
}

interface RecipientsProps {
  /** Where the answer goes. */
  to: ReplyTarget;
  cc: string[];
  onChange: (cc: string[]) => void;
}

/** Who gets the answer: the customer, and copies for others. */
export function Recipients({ to, cc, onChange }: RecipientsProps) {
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
    if (next.length <= copiesMax) onChange(next);
    setTyped(problem ? found.wrong.join(', ') || text : closes ? null : '');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setTyped(null);
      setWrong(null);
    } else if (
      (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) ||
      event.key === ',' ||
      event.key === ';'
    ) {
      event.preventDefault();
      take(event.currentTarget.value, false);
    } else if (event.key === 'Backspace' && typed === '' && cc.length > 0) {
      onChange(cc.slice(0, -1));
    }
  };
  return (
    <div className={classes.recipients}>
      <span className={classes.muted}>{t('composer.to')}</span>
      <span className={to.isKnown ? classes.address : `${classes.address} ${classes.stranger}`}>
        {to.isKnown ? null : <UserPlus size={13} aria-hidden />}
        {to.address ?? t('composer.noAddress')}
      </span>
      {to.isKnown ? null : <span className={classes.strangerNote}>{t('composer.stranger')}</span>}
      {cc.length > 0 ? <span className={classes.muted}>{t('composer.cc')}</span> : null}
      {cc.map((each) => (
        <span key={each} className={classes.address}>
          {each}
          <ActionIcon
            size={20}
            aria-label={t('composer.removeCopy', { address: each })}
            onClick={() => onChange(cc.filter((other) => other !== each))}
          >
            <X size={12} aria-hidden />
          </ActionIcon>
        </span>
      ))}
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
    </div>
  );
}
