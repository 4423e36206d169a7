import { UnstyledButton } from '@mantine/core';
import { Mail, Phone, StickyNote, UserRound } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import segment from '../../shared/components/segment.module.css';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import classes from './kind-choice.module.css';
import { type OpeningKind, openingKinds } from './new-ticket.form.ts';

const icons = { phone: Phone, user: UserRound, email: Mail, internal: StickyNote };

/** How the ticket begins, as a group that arrows move within. */
export function KindChoice({ value, onChange }: { value: OpeningKind; onChange(kind: OpeningKind): void }) {
  const { t } = useTranslation('newTicket');
  const group = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = openingKinds.at((openingKinds.indexOf(value) + step) % openingKinds.length) ?? value;
    onChange(next);
    group.current?.querySelector<HTMLElement>(`[data-kind="${next}"]`)?.focus();
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={t('kind.label')}
      className={segment.segment}
      onKeyDown={onKeyDown}
    >
      {openingKinds.map((kind) => {
        const Icon = icons[kind];
        return (
          <UnstyledButton
            key={kind}
            role="radio"
            aria-checked={kind === value}
            tabIndex={kind === value ? 0 : -1}
            data-kind={kind}
            className={classes.kind}
            title={t(`kind.${kind}`)}
            onClick={() => onChange(kind)}
          >
            <Icon size={14} strokeWidth={1.75} aria-hidden />
            <span>{t(`kind.${kind}`)}</span>
          </UnstyledButton>
        );
      })}
    </div>
  );
}
