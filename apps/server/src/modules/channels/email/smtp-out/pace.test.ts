import { expect, test } from 'vitest';
import { createPaces, type Pace } from './pace.ts';

const failure = (fields: object) => Object.assign(new Error('falló'), fields);
const refused = failure({ code: 'ESOCKET', message: 'connect ECONNREFUSED 127.0.0.1:25' });
const broken = failure({ code: 'ECONNECTION', message: 'Connection closed unexpectedly' });
const throttled = failure({ responseCode: 421, response: '421 4.7.0 Try again later' });

function openPace() {
  let ms = 0;
  const paces = createPaces({ readMs: () => ms });
  const pace = paces.of('buzon');
  return { paces, pace, wait: (more: number) => (ms += more) };
}
const meet = (pace: Pace, error: unknown) => {
  pace.begin();
  pace.end(error);
};

test('places are those of the server less what is under way', () => {
  const { pace } = openPace();
  pace.begin();
  expect(pace.places(3)).toBe(2);
  pace.end(null);
  expect(pace.places(3)).toBe(3);
});

test('a server that nobody reaches rests longer each time, gets one try at a time, and is whole once it answers', () => {
  const { pace, wait } = openPace();
  meet(pace, refused);
  expect(pace.rest()).toMatchObject({ error: refused, leftMs: 10_000 });
  wait(10_000);
  expect(pace.rest()).toBeNull();
  expect(pace.places(3)).toBe(1);
  meet(pace, refused);
  expect(pace.rest()?.leftMs).toBe(20_000);
  wait(20_000);
  meet(pace, null);
  expect(pace.places(3)).toBe(3);
});

test('a line that breaks once is that mail’s misfortune; three in a row make the server rest', () => {
  const { pace } = openPace();
  meet(pace, broken);
  meet(pace, broken);
  expect(pace.rest()).toBeNull();
  meet(pace, broken);
  expect(pace.rest()).not.toBeNull();
});

test('a server that asks for patience gets minutes of it, then one mail at a time until ten went well', () => {
  const { pace, wait } = openPace();
  meet(pace, throttled);
  expect(pace.rest()?.leftMs).toBe(60_000);
  wait(60_000);
  for (let at = 0; at < 9; at += 1) meet(pace, null);
  expect(pace.places(3)).toBe(1);
  meet(pace, null);
  expect(pace.places(3)).toBe(3);
});

test('whoever asks for a try ends the rest of every server', () => {
  const { paces, pace } = openPace();
  meet(pace, refused);
  paces.wakeAll();
  expect(pace.rest()).toBeNull();
});
