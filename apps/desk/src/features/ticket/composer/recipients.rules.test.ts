import { describe, expect, it } from 'vitest';
import { participantsOf, strangersAmong } from './recipients.rules.ts';

type Detail = Parameters<typeof participantsOf>[0];

const detailOf = (change: Partial<Detail> = {}): Detail => ({
  contact: {
    id: 'c1',
    name: 'Gerardo Mena',
    organization: { id: 'o1', name: 'Instituto Altamira', parentName: null },
    identities: [
      { id: 'i1', kind: 'email', value: 'Gerardo.Mena@altamira.edu.mx', bounce: null },
      { id: 'i2', kind: 'phone', value: '+525512345678', bounce: null },
    ],
  },
  replyTo: { address: 'gerardo@casa.example', name: 'Gerardo', from: 'soporte@aulaviva.mx' },
  channelAccount: { id: 'm1', name: 'Soporte', address: 'soporte@aulaviva.mx' },
  messages: [
    { from: 'gerardo@casa.example', to: ['soporte@aulaviva.mx'], cc: ['Tutor@otra.example'] },
  ] as Detail['messages'],
  ...change,
});
const ask = (addresses: string[], change?: Partial<Detail>) =>
  strangersAmong(addresses, participantsOf(detailOf(change)));

describe('who had no part in the ticket', () => {
  it('is nobody who wrote, got a copy, is the customer or works where the customer does', () => {
    expect(
      ask([
        'GERARDO@casa.example',
        'tutor@otra.example',
        'gerardo.mena@altamira.edu.mx',
        'pagos@Altamira.edu.mx',
      ]),
    ).toEqual([]);
  });

  it('is who comes from elsewhere', () => {
    expect(ask(['tutor@otra.example', 'cobranza@despachorg.mx'])).toEqual(['cobranza@despachorg.mx']);
    expect(ask(['x@falsa-altamira.edu.mx', 'x@sub.altamira.edu.mx'])).toHaveLength(2);
  });

  it('is everybody else where the customer has no organisation or writes from a provider open to all', () => {
    const contact = { ...detailOf().contact, organization: null };
    expect(ask(['pagos@altamira.edu.mx'], { contact })).toHaveLength(1);
    const atProvider = {
      ...detailOf().contact,
      identities: [{ id: 'i1', kind: 'email', value: 'g@gmail.com', bounce: null }],
    };
    expect(ask(['otro@gmail.com'], { contact: atProvider })).toHaveLength(1);
  });
});
