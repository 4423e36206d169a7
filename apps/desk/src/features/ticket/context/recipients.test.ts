import type { TicketDetail } from '@ventanilla/web';
import { expect, it } from 'vitest';
import { recipientsOf } from './recipients.ts';

function detail(change: Partial<TicketDetail>): TicketDetail {
  return {
    replyTo: { address: 'gerardo@altamira.example', name: 'Gerardo', from: 'soporte@aula.example' },
    contact: { identities: [{ kind: 'email', value: 'Gerardo@Altamira.example' }] },
    channelAccount: { address: 'soporte@aula.example' },
    messages: [],
    ...change,
  } as unknown as TicketDetail;
}
const mail = (to: string[], cc: string[], more: object = {}) =>
  ({ direction: 'in', isAuto: false, to, cc, ...more }) as unknown as TicketDetail['messages'][number];

it('names who the customer had in copy last, once each, and neither us nor who is answered', () => {
  const messages = [
    mail(['soporte@aula.example'], ['viejo@altamira.example']),
    mail(
      ['Soporte@aula.example', 'admin@altamira.example'],
      ['ADMIN@altamira.example', 'gerardo@altamira.example', 'cobranza@altamira.example'],
    ),
    mail([], ['maquina@x.example'], { isAuto: true }),
  ];
  expect(recipientsOf(detail({ messages }))).toEqual({
    to: 'gerardo@altamira.example',
    copies: ['admin@altamira.example', 'cobranza@altamira.example'],
    isStranger: false,
  });
});

it('points out an address that is not on file for the requester, and says when there is none', () => {
  const replyTo = {
    address: 'otro@x.example',
    name: '',
    from: 'soporte@aula.example',
    canChooseFrom: false,
    linksBeyondBytes: null,
  };
  expect(recipientsOf(detail({ replyTo })).isStranger).toBe(true);
  expect(recipientsOf(detail({ replyTo: null }))).toEqual({ to: null, copies: [], isStranger: false });
});
