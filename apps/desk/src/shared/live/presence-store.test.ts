import type { PresentAgent, TicketPresence } from '@ventanilla/web';
import { expect, it } from 'vitest';
import { createPresenceStore } from './presence-store.ts';

const eva: PresentAgent = { id: 'eva', state: 'viewing', since: '2026-11-21T10:00:00.000Z' };
const leo: PresentAgent = { ...eva, id: 'leo', state: 'writing_reply' };

/** A store whose answers come when the test says. */
function storeWithAnswers() {
  const answers: ((items: TicketPresence[] | Error) => void)[] = [];
  const store = createPresenceStore(
    () =>
      new Promise((resolve, reject) => {
        answers.push((items) => (items instanceof Error ? reject(items) : resolve(items)));
      }),
  );
  return { store, answers };
}

it('shows who the stream says is there, until it says otherwise', () => {
  const { store } = storeWithAnswers();
  store.hear({ ticketId: 'a', agents: [eva] });
  expect(store.inTicket('a')).toEqual([eva]);
  store.hear({ ticketId: 'a', agents: [] });
  expect(store.inTicket('a')).toEqual([]);
});

it('forgets whoever left while nothing was heard', async () => {
  const { store, answers } = storeWithAnswers();
  store.hear({ ticketId: 'a', agents: [eva] });
  const asked = store.refresh();
  answers[0]?.([{ ticketId: 'b', agents: [leo] }]);
  await asked;
  expect([store.inTicket('a'), store.inTicket('b')]).toEqual([[], [leo]]);
});

it('takes what it hears while it asks for newer than the answer', async () => {
  const { store, answers } = storeWithAnswers();
  const asked = store.refresh();
  store.hear({ ticketId: 'a', agents: [] });
  store.hear({ ticketId: 'b', agents: [leo] });
  answers[0]?.([{ ticketId: 'a', agents: [eva] }]);
  await asked;
  expect([store.inTicket('a'), store.inTicket('b')]).toEqual([[], [leo]]);
});

it('lets only the answer to the latest asking count', async () => {
  const { store, answers } = storeWithAnswers();
  const both = [store.refresh(), store.refresh()];
  answers[1]?.([{ ticketId: 'a', agents: [leo] }]);
  answers[0]?.([{ ticketId: 'a', agents: [eva] }]);
  await Promise.all(both);
  expect(store.inTicket('a')).toEqual([leo]);
});

it('shows nobody of before where the answer fails', async () => {
  const { store, answers } = storeWithAnswers();
  store.hear({ ticketId: 'a', agents: [eva] });
  const asked = store.refresh();
  answers[0]?.(new Error('no network'));
  await asked;
  expect(store.inTicket('a')).toEqual([]);
});
