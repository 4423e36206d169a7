import { Button } from '@mantine/core';
import type { TicketDetail } from '@ventanilla/web';
import { Forward } from 'lucide-react';
import type { RefObject } from 'react';
import { Banner } from '../../../shared/components/banner.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { useHolds } from '../../../shared/session/session.ts';
import classes from './participants.module.css';
import { useProposal } from './use-participants.ts';

type Proposal = NonNullable<TicketDetail['proposedRequester']>;

interface ProposedRequesterProps {
  ticketId: string;
  proposal: Proposal;
  /** Where the focus goes when the strip has gone. */
  regionRef: RefObject<HTMLElement | null>;
}

/** Above a conversation that an agent's forward began: who wrote what they passed on, and whether it is their case. */
export function ProposedRequester({ ticketId, proposal, regionRef }: ProposedRequesterProps) {
  const { t } = useTranslation('ticket');
  const mayDecide = useHolds('tickets:reply');
  const settle = useProposal(ticketId, proposal);
  if (proposal.state !== 'open' || !mayDecide) return null;
  const { name, address } = proposal;
  const decide = (state: 'accepted' | 'dismissed') => {
    regionRef.current?.focus({ preventScroll: true });
    void settle(state);
  };
  return (
    <div className={classes.strip}>
      <Banner
        tone="azul"
        icon={<Forward size={16} strokeWidth={1.75} aria-hidden />}
        title={t('proposal.title')}
        action={
          <span className={classes.buttons}>
            <Button size="xs" onClick={() => decide('accepted')}>
              {t('proposal.accept', { name: name || address })}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => decide('dismissed')}>
              {t('proposal.dismiss')}
            </Button>
          </span>
        }
      >
        {t('proposal.text', { person: name ? `${name} (${address})` : address })}
      </Banner>
    </div>
  );
}
