import { ActionIcon, Button } from '@mantine/core';
import clsx from 'clsx';
import { EyeOff, UserPlus, X } from 'lucide-react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import type { ReplyTarget } from './answered.queries.ts';
import { CopyField } from './copy-field.tsx';
import classes from './recipients.module.css';

/** Who gets a copy, seen by the others or not. */
export interface Copies {
  cc: string[];
  bcc: string[];
}

interface RecipientsProps {
  /** Where the answer goes. */
  to: ReplyTarget;
  copies: Copies;
  /** Copies for people who had no part in this ticket and whom nobody has confirmed yet. */
  unconfirmed: string[];
  /** People of the conversation who get none yet. */
  suggestions: readonly string[];
  onChange: (copies: Copies) => void;
  onConfirm: () => void;
}

/** Who gets the answer: the customer, and copies for others; who was not there is pointed out and confirmed. */
export function Recipients({ to, copies, unconfirmed, suggestions, onChange, onConfirm }: RecipientsProps) {
  const { t } = useTranslation(['ticket', 'sending']);
  const { cc, bcc } = copies;
  const without = (gone: readonly string[]) => (each: string) => !gone.includes(each);
  const remove = (gone: readonly string[]) =>
    onChange({ cc: cc.filter(without(gone)), bcc: bcc.filter(without(gone)) });
  return (
    <div className={classes.place}>
      <div className={classes.recipients}>
        <span className={classes.label}>{t('composer.to')}</span>
        <Target to={to} />
        {cc.length > 0 ? <span className={classes.label}>{t('composer.cc')}</span> : null}
        {cc.map((each) => (
          <Copy
            key={each}
            address={each}
            isNew={unconfirmed.includes(each)}
            onRemove={() => remove([each])}
          />
        ))}
        {bcc.length > 0 ? (
          <span className={classes.label} title={t('sending:bcc.hint')}>
            {t('sending:bcc.name')}
          </span>
        ) : null}
        {bcc.map((each) => (
          <Copy
            key={each}
            address={each}
            isBlind
            isNew={unconfirmed.includes(each)}
            onRemove={() => remove([each])}
          />
        ))}
        <CopyField
          addresses={cc}
          name={t('composer.addCopy')}
          label={t('composer.copyAddress')}
          suggestions={suggestions}
          onChange={(next) => onChange({ cc: next, bcc: bcc.filter(without(next)) })}
        />
        <CopyField
          addresses={bcc}
          name={t('sending:bcc.name')}
          label={t('sending:bcc.address')}
          icon={<EyeOff size={13} aria-hidden />}
          suggestions={suggestions}
          onChange={(next) => onChange({ cc: cc.filter(without(next)), bcc: next })}
        />
      </div>
      {unconfirmed.length > 0 ? (
        <Banner
          tone="ambar"
          role="alert"
          icon={<UserPlus size={16} strokeWidth={1.75} aria-hidden />}
          title={t('composer.strangerTitle', { count: unconfirmed.length })}
          action={
            <span className={classes.actions}>
              <Button size="xs" variant="subtle" onClick={() => remove(unconfirmed)}>
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

interface CopyProps {
  address: string;
  isNew: boolean;
  isBlind?: boolean;
  onRemove: () => void;
}

function Copy({ address, isNew, isBlind = false, onRemove }: CopyProps) {
  const { t } = useTranslation('ticket');
  return (
    <span className={clsx(classes.address, isNew && classes.stranger, isBlind && classes.blind)}>
      {isNew ? <UserPlus size={13} strokeWidth={1.75} aria-hidden /> : null}
      {address}
      <ActionIcon size={20} c="inherit" aria-label={t('composer.removeCopy', { address })} onClick={onRemove}>
        <X size={12} aria-hidden />
      </ActionIcon>
    </span>
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
