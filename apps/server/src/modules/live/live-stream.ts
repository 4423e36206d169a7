import type { ServerResponse } from 'node:http';
import type { LiveCloseReason } from '@ventanilla/contracts/live';
import type { Actor } from '../../platform/actor.ts';
import { bufferedBytesMax, endMsMax, pingsPerStreamMax } from './live.config.ts';
import { eventText, pingText } from './live.rules.ts';

/** One reader's open response. It never throws: a reader that is gone just hears nothing. */
export interface LiveStream {
  readonly actor: Actor;
  /** Everything up to here was sent. */
  position: number;
  readonly closed: boolean;
  /** Sends what was serialised once for many readers, and moves the position. */
  send(text: string, position: number): void;
  ping(): void;
  /** Says why, then ends. */
  close(reason: LiveCloseReason): void;
  /** Ends without a word: the reader comes back by itself and resumes. */
  end(): void;
  /** Resolves when the connection is gone. */
  readonly ended: Promise<void>;
}

/** Takes over a response whose head is written. */
export function createLiveStream(input: {
  actor: Actor;
  response: ServerResponse;
  position: number;
}): LiveStream {
  const { response } = input;
  let closed = false;
  let pings = 0;
  const ended = new Promise<void>((resolve) => response.once('close', resolve));
  response.once('close', () => {
    closed = true;
  });
  // A reset while writing is the reader's way to leave.
  response.on('error', () => {});

  function end(lastWord = '') {
    if (closed) return;
    closed = true;
    response.end(lastWord);
    // What still waits in a slow reader's buffer must not hold the connection.
    const timer = setTimeout(() => response.destroy(), endMsMax);
    response.once('close', () => clearTimeout(timer));
  }

  const stream: LiveStream = {
    actor: input.actor,
    position: input.position,
    ended,
    get closed() {
      return closed;
    },
    send(text, position) {
      if (closed) return;
      stream.position = position;
      response.write(text);
      if (response.writableLength > bufferedBytesMax) stream.close('too_slow');
    },
    ping() {
      pings += 1;
      if (pings > pingsPerStreamMax) end();
      else stream.send(pingText(stream.position), stream.position);
    },
    close: (reason) => end(eventText('close', { reason }, null)),
    end: () => end(),
  };
  return stream;
}
