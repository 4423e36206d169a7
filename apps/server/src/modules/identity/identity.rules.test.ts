import { expect, test } from 'vitest';
import { clientNetwork, isGuessablePassword } from './identity.rules.ts';

test.each([
  ['contraseña123', true],
  ['ContraseÑa 123', true],
  ['aaaaaaaaaaaa', true],
  ['abababababab', true],
  ['eva@escuela.example', true],
  ['Evangelina Paz', true],
  ['tres tristes tigres', false],
  ['evangelina paz 1987', false],
  ['Ñandú-en-la-pampa', false],
])('password %s: guessable %s', (password, expected) => {
  expect(isGuessablePassword({ password, email: 'eva@escuela.example', name: 'Evangelina Paz' })).toBe(
    expected,
  );
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002:bbbb:0:0:2', '2001:db8:1:2::/64'],
  ['2001:db8::5', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('address %s counts as %s', (ip, expected) => {
  expect(clientNetwork(ip)).toBe(expected);
});
