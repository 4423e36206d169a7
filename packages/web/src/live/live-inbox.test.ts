import { beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent, LiveState } from './live-events.ts';
import { createLiveInbox } from './live-inbox.ts';

let heard: LiveEvent[];
let inbox: ReturnType<typeof createLiveInbox>;
beforeEach(() => {
  heard = [];
  inbox = createLiveInbox((event) => heard.push(event));
});

const say = (...states: LiveState[]) => {
  for (const state of states) inbox.receive({ event: { type: 'state', state }, position: 7 });
};
const brief = () => heard.map((event) => (event.type === 'state' ? event.state : event.type));

describe('a tab', () => {
  it('fetches anew when it first hears, however long the stream took to open', () => {
    say('connecting', 'offline', 'open');
    expect(brief()).toEqual(['offline', 'open', 'resync']);
  });

  it('says from where it hears: what was read at that position of the log is not older', () => {
    say('open');
    expect(heard.at(-1)).toEqual({ type: 'resync', since: 7 });
  });

  it('fetches nothing anew when the stream resumes after a loss', () => {
    say('open', 'connecting', 'offline', 'open');
    expect(brief()).toEqual(['open', 'resync', 'connecting', 'offline', 'open']);
  });

  it('is told a state once, whoever repeats it', () => {
    say('open', 'open', 'open');
    expect(brief()).toEqual(['open', 'resync']);
  });

  it('fetches anew when somebody signs in after a sign-out', () => {
    say('open', 'signed_out', 'connecting', 'open');
    expect(brief()).toEqual(['open', 'resync', 'signed_out', 'connecting', 'open', 'resync']);
  });

  it('fetches anew when it comes back from the back button', () => {
    say('open');
    inbox.pause();
    expect(inbox.state()).toBe('connecting');
    say('open');
    expect(brief()).toEqual(['open', 'resync', 'open', 'resync']);
  });

  it('passes on tickets and a resync of the server as they are', () => {
    inbox.receive({ event: { type: 'resync', since: null }, position: 3 });
    inbox.receive({ event: { type: 'tickets', position: 3, changed: [], gone: ['a'] }, position: 3 });
    expect(brief()).toEqual(['resync', 'tickets']);
    expect(heard[0]).toEqual({ type: 'resync', since: null });
  });
});
