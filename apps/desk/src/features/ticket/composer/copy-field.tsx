import { UnstyledButton } from '@mantine/core';
import { UserPlus } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { addAddresses, readAddresses } from './addresses.ts';
import { copiesMax } from './limits.ts';
import classes from './recipients.module.css';

interface CopyFieldProps {
  addresses: string[];
  /** What its button says, and what its field is called. */
  name: string;
  label: string;
  icon?: ReactNode;
  /** Offered while one types. */
  suggestions: readonly string[];
  onChange: (addresses: string[]) => void;
}

/** A button that becomes a field for addresses; each that is finished becomes a chip. */
export function CopyField(props: CopyFieldProps) {
  const { addresses, onChange } = props;
  const { t } = useTranslation('ticket');
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const take = (text: string, closes: boolean) => {
    const found = readAddresses(text);
    const next = addAddresses(addresses, found.valid);
    const problem =
      found.wrong.length > 0
        ? t('composer.wrongAddress', { address: found.wrong.join(', ') })
        : next.length > copiesMax
          ? t('composer.tooManyCopies', { max: copiesMax })
          : null;
    setWrong(problem);
    if (next.length <= copiesMax && next.length > addresses.length) onChange(next);
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
    } else if (event.key === 'Backspace' && typed === '' && addresses.length > 0) {
      onChange(addresses.slice(0, -1));
    }
  };
  if (typed === null) {
    return (
      <UnstyledButton className={classes.addCopy} onClick={() => setTyped('')}>
        {props.icon ?? <UserPlus size={13} aria-hidden />}
        {props.name}
      </UnstyledButton>
    );
  }
  return (
    <>
      <input
        // It appears because its button was pressed.
        autoFocus
        type="email"
        multiple
        list={listId}
        className={classes.copyInput}
        aria-label={props.label}
        aria-invalid={wrong !== null}
        placeholder={t('composer.copyPlaceholder')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={(event) => take(event.currentTarget.value, true)}
      />
      <datalist id={listId}>
        {props.suggestions.map((address) => (
          <option key={address} value={address} />
        ))}
      </datalist>
      {wrong ? (
        <span className={classes.error} role="alert">
          {wrong}
        </span>
      ) : null}
    </>
  );
}
