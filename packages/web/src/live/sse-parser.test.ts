import { describe, expect, it } from 'vitest';
import { createSseParser } from './sse-parser.ts';

const stream =
  ': ping\nid: 6\n\nevent: hello\nid: 7\ndata: {"position":7}\n\n: only a comment\n\nevent:tickets\ndata: a\ndata: b\n\ndata\n\n';
const messages = [
  { event: '', id: '6', data: '' },
  { event: 'hello', id: '7', data: '{"position":7}' },
  { event: 'tickets', id: null, data: 'a\nb' },
  { event: '', id: null, data: '' },
];

describe('server-sent events', () => {
  it('are read from one piece, comments left out', () => {
    expect(createSseParser().push(stream)).toEqual(messages);
  });

  it.each([1, 2, 3, 5, 17])('are the same when the network cuts them into pieces of %i', (size) => {
    const parser = createSseParser();
    const heard = [];
    for (let at = 0; at < stream.length; at += size) heard.push(...parser.push(stream.slice(at, at + size)));
    expect(heard).toEqual(messages);
  });

  it.each([1, 3, 1000])('are the same with carriage returns, in pieces of %i', (size) => {
    const text = stream.replaceAll('\n', '\r\n');
    const parser = createSseParser();
    const heard = [];
    for (let at = 0; at < text.length; at += size) heard.push(...parser.push(text.slice(at, at + size)));
    expect(heard).toEqual(messages);
  });

  it('are not answered before their blank line', () => {
    const parser = createSseParser();
    expect(parser.push('event: tickets\ndata: {}\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([{ event: 'tickets', id: null, data: '{}' }]);
  });

  it('are refused when a line never ends', () => {
    const parser = createSseParser();
    expect(() => {
      for (let n = 0; n < 6; n += 1) parser.push('x'.repeat(1024 * 1024));
    }).toThrow('no end');
  });
});
