import { describe, expect, it } from 'vitest';
import { isPort, portFor, toFields, toServer } from './mailbox.form.ts';

describe('the form of a mailbox', () => {
  it('starts a new one with the customary ports and no server in use', () => {
    const fields = toFields(null);
    expect(fields.imap).toMatchObject({ used: false, port: '993', security: 'tls' });
    expect(fields.smtp).toMatchObject({ used: false, port: '587', security: 'starttls' });
    expect(toServer(fields.imap)).toBeNull();
  });

  it('follows the security with the port, but keeps a port of one’s own', () => {
    expect(portFor('imap', 'none', '993')).toBe('143');
    expect(portFor('smtp', 'tls', '587')).toBe('465');
    expect(portFor('smtp', 'tls', '2525')).toBe('2525');
    expect(portFor('imap', 'tls', '')).toBe('993');
  });

  it('sends no password where none was typed, so that the stored one stays', () => {
    const fields = toFields({
      id: 'x',
      name: 'Soporte',
      address: 's@x.mx',
      state: 'active',
      aliases: [],
      isDefault: true,
      departmentId: null,
      imap: {
        host: 'imap.x.mx',
        port: 1993,
        security: 'tls',
        user: 's',
        access: 'password',
        hasPassword: true,
      },
      smtp: null,
      consent: null,
      afterFetch: 'move',
      moveTo: 'Ventanilla',
      readSent: true,
      plusAddresses: true,
      lastFetchedAt: null,
      lastError: null,
      lastErrorCode: null,
      hasPrevious: false,
      version: 3,
    });
    expect(toServer(fields.imap)).toEqual({
      host: 'imap.x.mx',
      port: 1993,
      security: 'tls',
      access: 'password',
      user: 's',
    });
    expect(toServer({ ...fields.imap, password: 'p' })).toHaveProperty('password', 'p');
  });

  it.each([
    ['993', true],
    ['0', false],
    ['65536', false],
    ['9 9', false],
    ['', false],
  ])('takes %s as a port: %s', (text, expected) => {
    expect(isPort(text)).toBe(expected);
  });
});
