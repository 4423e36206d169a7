import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TriageItem } from '@ventanilla/contracts/triage';
import type { Classification } from '@ventanilla/web';
import { Check } from 'lucide-react';
import { PeopleItems } from '../../shared/agents/people-items.tsx';
import { useClassification } from '../../shared/classification/classification.ts';
import { AnchoredMenu } from '../../shared/components/anchored-menu.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { ticketQuery } from '../../shared/tickets/ticket-query.ts';
import type { Advice } from './use-advice.ts';

export type TriageMenuKind = 'assign' | 'type';

interface TriageMenuProps {
  kind: TriageMenuKind;
  item: TriageItem;
  advice: Advice;
  opener: HTMLElement;
  onClose(): void;
  onAssign(to: { id: string; name: string }): void;
  onType(type: Classification['types'][number]): void;
}

/** Whom to give the ticket to, or what type it is. */
export function TriageMenu({ kind, item, advice, opener, ...on }: TriageMenuProps) {
  const { t } = useTranslation('triage');
  return (
    <AnchoredMenu opener={opener} label={t(`menu.${kind}`)} width={260} onClose={on.onClose}>
      <Menu.Label>{t(`menu.${kind}`)}</Menu.Label>
      {kind === 'assign' ? (
        <PeopleItems
          presentId={item.card.owner?.id ?? null}
          suggested={advice.owner}
          onChoose={on.onAssign}
        />
      ) : (
        <TypeItems item={item} onType={on.onType} />
      )}
    </AnchoredMenu>
  );
}

function TypeItems({ item, onType }: Pick<TriageMenuProps, 'item' | 'onType'>) {
  const { definitions, nameOf } = useClassification();
  const { data: detail } = useQuery(ticketQuery(item.id));
  const present = detail?.classification.typeKey;
  return definitions.types
    .filter(({ active }) => active)
    .map((type) => (
      <Menu.Item
        key={type.key}
        rightSection={type.key === present ? <Check size={14} aria-hidden /> : null}
        aria-current={type.key === present ? 'true' : undefined}
        onClick={() => onType(type)}
      >
        {nameOf(type)}
      </Menu.Item>
    ));
}
