import { UnstyledButton } from '@mantine/core';
import { Mail, Phone } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpeningKind } from './new-ticket.form.ts';
import classes from './new-ticket.module.css';

const kinds = [
  { kind: 'phone', Icon: Phone },
  { kind: 'email', Icon: Mail },
] as const;

/** How the ticket begins, as a group of two that arrows move between. */
export function KindChoice({ value, onChange }: { value: OpeningKind; onChange(kind: OpeningKind): void }) {
  const { t } = useTranslation('newTicket');
  const group = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const next = value === 'phone' ? 'email' : 'phone';
    onChange(next);
    group.current?.querySelector<HTMLElement>(`[data-kind="${next}"]`)?.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={t('kind.label')}
      className={classes.kinds}
      onKeyDown={onKeyDown}
    >
      {kinds.map(({ kind, Icon }) => (
        <UnstyledButton
          key={kind}
          role="radio"
          aria-checked={kind === value}
          tabIndex={kind === value ? 0 : -1}
          data-kind={kind}
          className={classes.kind}
          onClick={() => onChange(kind)}
        >
          <Icon size={14} strokeWidth={1.75} aria-hidden />
          {t(`kind.${kind}`)}
        </UnstyledButton>
      ))}
    </div>
  );
}
