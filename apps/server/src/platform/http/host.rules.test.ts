import { describe, expect, it } from 'vitest';
import { isTrustedHost } from './host.rules.ts';

describe('a host at which the desk may be used', () => {
  it.each([
    ['localhost:3000', true],
    ['127.0.0.1:3000', true],
    ['[::1]:3000', true],
    ['ventanilla.localhost', true],
    ['192.168.1.20:3000', true],
    ['[fd00::20]:3000', true],
    ['servidor:3000', true],
    ['ayuda.local', true],
    ['mesa.oficina.lan:8080', true],
    ['ayuda.internal', true],
    ['evil.example:3000', false],
    ['127.0.0.1.evil.example', false],
    ['localhost.evil.example:3000', false],
    ['ayuda.local.evil.example', false],
    ['', false],
    ['not a host', false],
  ])('without a public address: %s → %s', (host, expected) => {
    expect(isTrustedHost(host, { publicUrl: null })).toBe(expected);
  });

  it.each([
    ['ayuda.ejemplo.mx', true],
    ['AYUDA.ejemplo.mx', true],
    ['localhost:3000', true],
    ['127.0.0.1:3000', true],
    ['192.168.1.20:3000', false],
    ['servidor', false],
    ['otra.ejemplo.mx', false],
    ['ayuda.ejemplo.mx:8443', false],
  ])('with a public address only that one and this machine: %s → %s', (host, expected) => {
    expect(isTrustedHost(host, { publicUrl: 'https://ayuda.ejemplo.mx/' })).toBe(expected);
  });
});
