/** One message of a stream; `event` is empty where only the id moved. */
export interface SseMessage {
  event: string;
  id: string | null;
  data: string;
}

/** Longest line accepted, in characters: a stream without line ends must not fill the memory. */
const lineLengthMax = 4 * 1024 * 1024;

/**
 * Cuts text into messages, however the network has split it
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation).
 * `push` answers the messages that the new piece completes and throws on a line without end.
 */
export function createSseParser(): { push(text: string): SseMessage[] } {
  let rest = '';
  let message: SseMessage = { event: '', id: null, data: '' };
  let empty = true;

  function takeLine(line: string): SseMessage | null {
    if (line === '') {
      const complete = empty ? null : message;
      message = { event: '', id: null, data: '' };
      empty = true;
      return complete;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') message.event = value;
    else if (field === 'id') message.id = value;
    else if (field === 'data') message.data = message.data === '' ? value : `${message.data}\n${value}`;
    else return null;
    empty = false;
    return null;
  }

  return {
    push(text) {
      rest += text;
      const messages: SseMessage[] = [];
      // A carriage return at the very end may be the first half of a line end.
      const lineEnd = /\r\n|\n|\r(?!$)/g;
      let start = 0;
      for (let match = lineEnd.exec(rest); match; match = lineEnd.exec(rest)) {
        const complete = takeLine(rest.slice(start, match.index));
        if (complete) messages.push(complete);
        start = lineEnd.lastIndex;
      }
      rest = rest.slice(start);
      if (rest.length > lineLengthMax) throw new Error('a line of the stream has no end');
      return messages;
    },
  };
}
