import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { dayAndTime, type TicketDetail } from '@ventanilla/web';
import clsx from 'clsx';
import { MailWarning } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { Banner } from '../../../shared/components/banner.tsx';
import { useFormat } from '../../../shared/hooks/use-format.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { notifyProblem } from '../../../shared/notify.tsx';
import { ticketQuery } from '../ticket.queries.ts';
import { wordsOf } from './bounce-lines.tsx';
import classes from './bounces.module.css';

type Identity = TicketDetail['contact']['identities'][number];

/** Of these addresses, those whose last mail came back, each with what was said and the way to forget it. */
export function BouncedAddresses(props: {
  detail: TicketDetail;
  addresses?: readonly string[];
  className?: string | undefined;
  /** The mark and its button are gone: the focus belongs elsewhere. */
  onCleared?: () => void;
}) {
  const { detail, addresses } = props;
  const asked = addresses && new Set(addresses.map((each) => each.toLowerCase()));
  const bounced = detail.contact.identities.filter(
    ({ bounce, value }) => bounce !== null && (!asked || asked.has(value.toLowerCase())),
  );
  if (bounced.length === 0) return null;
  return (
    <div className={clsx(classes.marks, props.className)}>
      {bounced.map((identity) => (
        <BouncedAddress
          key={identity.id}
          identity={identity}
          ticketId={detail.ticket.id}
          onCleared={props.onCleared}
        />
      ))}
    </div>
  );
}

function BouncedAddress(props: {
  identity: Identity;
  ticketId: string;
  onCleared: (() => void) | undefined;
}) {
  const { identity } = props;
  const { t } = useTranslation('machines');
  const format = useFormat();
  const clear = useClearBounce(props.ticketId, props.onCleared);
  const bounce = identity.bounce!;
  const words = wordsOf(bounce) ?? t('bounce.noWords');
  return (
    <Banner
      tone="ambar"
      icon={<MailWarning size={16} strokeWidth={1.75} aria-hidden />}
      title={t(bounce.permanent ? 'bounce.addressFails' : 'bounce.addressDelays', {
        address: identity.value,
      })}
      action={
        <Button
          size="xs"
          variant="default"
          loading={clear.isBusy}
          aria-label={t('bounce.clearOf', { address: identity.value })}
          onClick={() => void clear.run(identity.id)}
        >
          {t('bounce.clear')}
        </Button>
      }
    >
      <span className={classes.words} title={`${dayAndTime(bounce.at, format)} · ${words}`}>
        {words}
      </span>
    </Banner>
  );
}

function useClearBounce(ticketId: string, onCleared?: () => void) {
  const queryClient = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  return {
    isBusy,
    async run(identityId: string) {
      setIsBusy(true);
      try {
        const params = { path: { identityId } };
        await api.DELETE('/api/v1/identities/{identityId}/bounce', { params });
        await queryClient.invalidateQueries({ queryKey: ticketQuery(ticketId).queryKey });
        onCleared?.();
      } catch (error) {
        notifyProblem(error);
      } finally {
        setIsBusy(false);
      }
    },
  };
}
