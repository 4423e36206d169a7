import { Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type TicketCard, ticketNumber } from '@ventanilla/web';
import {
  Archive,
  BellRing,
  CircleCheck,
  CircleDot,
  Hand,
  MoveRight,
  Ticket,
  Undo2,
  UserPlus,
} from 'lucide-react';
import { AnchoredMenu } from '../../shared/components/anchored-menu.tsx';
import { useTranslation } from '../../shared/i18n/use-translation.ts';
import { type CardCommand, endingOf } from './card-actions.rules.ts';
import type { CardLayerKind } from './card-desk.ts';
import { unmute, useMutedUntil } from './notices/mutes.ts';

interface CardMenuProps {
  card: TicketCard;
  opener: HTMLElement;
  onClose(): void;
  onRun(command: CardCommand): void;
  onLayer(kind: CardLayerKind): void;
}

/** Everything that can be done with a card, for whoever has neither a mouse nor the keys at hand. */
export function CardMenu({ card, opener, onClose, onRun, onLayer }: CardMenuProps) {
  const { t } = useTranslation('board');
  const navigate = useNavigate();
  const mutedUntil = useMutedUntil({ ticketId: card.id });
  const ending = endingOf(card);
  const { can } = card;
  const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true };
  return (
    <AnchoredMenu
      opener={opener}
      label={t('quick.label', { number: ticketNumber(card.number) })}
      onClose={onClose}
    >
      <Menu.Item
        leftSection={<Ticket {...icon} />}
        onClick={() => void navigate({ to: '/tickets/$ticketId', params: { ticketId: card.id } })}
      >
        {t('quick.open')}
      </Menu.Item>
      {can.includes('take') && !card.owner ? (
        <Menu.Item leftSection={<Hand {...icon} />} onClick={() => onRun({ kind: 'take' })}>
          {t('card.take')}
        </Menu.Item>
      ) : null}
      {can.includes('assign') ? (
        <Menu.Item leftSection={<UserPlus {...icon} />} onClick={() => onLayer('assign')}>
          {t('quick.assign')}
        </Menu.Item>
      ) : null}
      {can.includes('set_status') ? (
        <Menu.Item leftSection={<CircleDot {...icon} />} onClick={() => onLayer('status')}>
          {t('quick.status')}
        </Menu.Item>
      ) : null}
      <Menu.Item leftSection={<MoveRight {...icon} />} onClick={() => onLayer('move')}>
        {t('quick.move')}
      </Menu.Item>
      {can.includes('release') && card.owner ? (
        <Menu.Item leftSection={<Undo2 {...icon} />} onClick={() => onRun({ kind: 'release' })}>
          {t('quick.release')}
        </Menu.Item>
      ) : null}
      {ending ? (
        <Menu.Item
          leftSection={ending === 'close' ? <CircleCheck {...icon} /> : <Archive {...icon} />}
          onClick={() => onRun({ kind: ending })}
        >
          {t(`quick.${ending}`)}
        </Menu.Item>
      ) : null}
      {mutedUntil ? (
        <Menu.Item
          leftSection={<BellRing {...icon} />}
          onClick={() => {
            unmute({ ticketId: card.id });
            onClose();
          }}
        >
          {t('quick.unmute')}
        </Menu.Item>
      ) : null}
    </AnchoredMenu>
  );
}
