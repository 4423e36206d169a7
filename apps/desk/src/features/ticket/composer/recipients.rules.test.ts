import { describe, expect, it } from 'vitest';
import { copiesOfConversation, participantsOf, strangersAmong, suggestedCopies } from './recipients.rules.ts';

type Detail = Parameters<typeof participantsOf>[0];

const detailOf = (change: Partial<Detail> = {}): Detail => ({
  contact: {
    id: 'c1',
    name: 'Gerardo Mena',
    jobTitle: null,
    organization: { id: 'o1', name: 'Instituto Altamira', parentName: null },
    identities: [
      { id: 'i1', kind: 'email', value: 'Gerardo.Mena@altamira.edu.mx', label: null, bounce: null },
      { id: 'i2', kind: 'phone', value: '+525512345678', label: null, bounce: null },
    ],
  },
  replyTo: {
    address: 'gerardo@casa.example',
    name: 'Gerardo',
    from: 'soporte@aulaviva.mx',
    canChooseFrom: false,
    linksBeyondBytes: null,
  },
  channelAccount: { id: 'm1', name: 'Soporte', address: 'soporte@aulaviva.mx' },
  messages: [
    { from: 'gerardo@casa.example', to: ['soporte@aulaviva.mx'], cc: ['Tutor@otra.example'], bcc: [] },
  ] as unknown as Detail['messages'],
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
      identities: [{ id: 'i1', kind: 'email', value: 'g@gmail.com', label: null, bounce: null }],
    };
    expect(ask(['otro@gmail.com'], { contact: atProvider })).toHaveLength(1);
  });
});

type Message = Detail['messages'][number];
const message = (change: Partial<Message>) =>
  ({
    direction: 'in',
    visibility: 'private',
    isAuto: false,
    registeredBy: null,
    notices: [],
    alsoReceivedBy: [],
    from: 'gerardo@casa.example',
    to: ['Soporte@aulaviva.mx'],
    cc: [],
    bcc: [],
    ...change,
  }) as Message;

describe('who gets a copy unless its writer says otherwise', () => {
  const copies = (messages: Message[], answered: Message | null = null) =>
    copiesOfConversation(detailOf({ messages }), { answered, to: 'Gerardo@casa.example' });

  it('is everybody of the last mail besides us and the one who is answered, each once', () => {
    const to = ['soporte@aulaviva.mx', 'ventas@aulaviva.mx', 'admin@x.mx'];
    const last = message({ to, cc: ['ADMIN@x.mx', 'tutor@x.mx'], alsoReceivedBy: ['ventas@aulaviva.mx'] });
    expect(copies([message({ cc: ['antes@x.mx'] }), last])).toEqual(['admin@x.mx', 'tutor@x.mx']);
  });
  it('goes on from our own last mail, without whom it went to blindly', () => {
    const ours = message({ direction: 'out', to: ['gerardo@casa.example'], cc: ['a@x.mx'], bcc: ['b@x.mx'] });
    expect(copies([message({}), ours])).toEqual(['a@x.mx']);
  });
  it('is nobody named by a note, a machine, a call or a mail of somebody foreign', () => {
    const named = { cc: ['otro@x.mx'] };
    const registeredBy = { id: 'a1', name: 'Ana' };
    expect(
      copies([
        message({}),
        message({ ...named, visibility: 'internal' }),
        message({ ...named, isAuto: true }),
        message({ ...named, registeredBy }),
        message({ ...named, notices: ['mail.not_participant'] }),
      ]),
    ).toEqual([]);
  });
  it('is of the message that is answered, where one was chosen', () => {
    const chosen = message({ from: 'tutor@x.mx', cc: ['c@x.mx'] });
    expect(copies([chosen, message({ cc: ['d@x.mx'] })], chosen)).toEqual(['tutor@x.mx', 'c@x.mx']);
  });
});

it('offers people of the conversation who get nothing yet, and never us', () => {
  const ours = ['soporte@aulaviva.mx'];
  expect(suggestedCopies(participantsOf(detailOf()), { ours, taken: ['gerardo@casa.example'] })).toEqual([
    'gerardo.mena@altamira.edu.mx',
    'tutor@otra.example',
  ]);
});
