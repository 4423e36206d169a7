import { Menu, UnstyledButton } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useClassification } from '../../../shared/classification/classification.ts';
import { Chip, toneOf } from '../../../shared/components/chip.tsx';
import { ReasonModal } from '../../../shared/components/reason-modal.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import header from '../header/header.module.css';
import { PriorityFace } from './chips.tsx';
import classes from './classifying.module.css';
import { type Priority, usePriority } from './use-priority.ts';

/** The priority, and where `can` says so the others: those that fit first, the rest for a reason (W7). */
export function PriorityMenu({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation(['classify', 'ticket']);
  const { nameOf } = useClassification();
  const { priorities, advice, set } = usePriority(detail);
  const [asking, setAsking] = useState<Priority | null>(null);
  const { priority, can } = detail.ticket;
  const face = <PriorityFace priority={priority} none={t('noPriority')} />;
  if (!can.includes('classify')) return priority ? <span className={header.chip}>{face}</span> : null;
  const fitting = priorities.filter(({ key }) => advice.fitting.includes(key));
  const others = priorities.filter(({ key }) => !advice.fitting.includes(key));
  const item = (one: Priority, choose: () => void) => (
    <Menu.Item
      key={one.key}
      rightSection={
        one.key === priority?.key ? (
          <Check size={14} aria-label={t('ticket:header.current')} />
        ) : one.key === advice.suggested ? (
          <span className={classes.aside}>{t('suggestedMark')}</span>
        ) : null
      }
      onClick={choose}
    >
      <span className={classes.choice}>
        <Chip tone={toneOf[one.colour]}>{nameOf(one)}</Chip>
        <span className={classes.aside}>
          {t(`targets.${one.target.kind}`, { count: 'hours' in one.target ? one.target.hours : 0 })}
        </span>
      </span>
    </Menu.Item>
  );
  return (
    <>
      <Menu withinPortal={false} position="bottom-start" width={260}>
        <Menu.Target>
          <UnstyledButton
            className={header.chip}
            data-menu="priority"
            aria-label={t('priorityIs', { name: priority?.name ?? t('noPriority') })}
          >
            {face}
            <ChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('priority')}</Menu.Label>
          {fitting.map((one) => item(one, () => void set(one.key)))}
          {others.length > 0 ? <Menu.Label>{t('withReason')}</Menu.Label> : null}
          {others.map((one) => item(one, () => setAsking(one)))}
          {priority ? (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => void set(null)}>{t('noPriority')}</Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {asking ? (
        <ReasonModal
          title={t('reasonTitle', { name: nameOf(asking) })}
          text={t('reasonText')}
          label={t('reason')}
          action={t('setPriority')}
          maxLength={400}
          onClose={() => setAsking(null)}
          onSave={async (reason) => {
            if (await set(asking.key, reason)) setAsking(null);
          }}
        />
      ) : null}
    </>
  );
}
