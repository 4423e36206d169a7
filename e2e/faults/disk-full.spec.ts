import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hasDovecot } from '../../apps/server/src/testing/dovecot.ts';
import { expectAllArrived, untilWatched } from '../support/arrival.ts';
import { openDatabase } from '../support/database.ts';
import { type MailGround, type Office, openOffice, startMailGround } from '../support/office.ts';
import { scaled } from '../support/scale.ts';
import { waitFor } from '../support/wait.ts';

const mails = scaled({ full: 200, short: 16 });
const smallMegabytes = scaled({ full: 50, short: 9 });
/** Each mail is stored twice: as it came, and its file. */
const largeMegabytes = scaled({ full: 700, short: 60 });

let ground: MailGround;
let office: Office;
let folder: string;

test.skip(!hasDovecot, 'needs root (to mount) and Dovecot');

test.beforeAll(async () => {
  test.setTimeout(90_000);
  ground = await startMailGround();
  office = await openOffice({ dovecot: ground.dovecot, sink: ground.sink, afterFetch: 'move' });
  folder = join(office.product.dataDir, 'files');
  execFileSync('mkdir', ['-p', folder]);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${smallMegabytes}m`, 'tmpfs', folder]);
});

test.afterAll(async () => {
  await office?.product.stop();
  if (folder) execFileSync('umount', [folder]);
  await office?.close();
  await ground?.close();
});

test(`A8: ${mails} mails of 1 MB on a store of ${smallMegabytes} MB: told, none lost, and well again without a restart`, async () => {
  test.setTimeout(scaled({ full: 900_000, short: 300_000 }));
  const { product, api } = office;
  const pid = product.pid();
  await untilWatched(office);
  for (let index = 0; index < mails; index += 1) {
    await ground.send({
      from: `Cliente ${index} <cliente${index}@familias.example>`,
      subject: `Consulta ${index + 1}`,
      text: 'Va el archivo.',
      messageId: `<grande-${index + 1}@familias.example>`,
      attachments: [{ filename: 'foto.bin', content: randomBytes(740_000) }],
    });
  }
  const health = async () =>
    (await api.GET('/api/v1/mailboxes/health')).data?.items.find(({ state }) => state !== 'direct');
  const told = await waitFor(
    'the error is shown',
    async () => {
      const shown = await health();
      return shown?.state === 'failing' && shown.problem?.code === 'mailboxes.disk_full' ? shown : null;
    },
    60_000,
  );
  expect(told.problem?.text).toContain('No queda espacio');
  const database = await openDatabase(product);
  const tickets = await database.number('select count(*) from tickets');
  await database.close();
  expect(tickets).toBeLessThan(mails);
  // What has no ticket yet is still in the mailbox, or stored and waiting.
  expect(ground.dovecot.count('soporte').total).toBeGreaterThan(0);

  execFileSync('mount', ['-o', `remount,size=${largeMegabytes}m`, folder]);
  const freed = performance.now();
  await waitFor(
    'the inbox is empty',
    () =>
      ground.dovecot.count('soporte').total === 0 &&
      ground.dovecot.count('soporte', 'Ventanilla').total === mails,
    180_000,
  );
  const { strayFiles } = await expectAllArrived(product, mails);
  await waitFor('the mailbox is well', async () => (await health())?.state === 'well');
  expect(product.pid()).toBe(pid);
  console.info(
    `A8: ${mails} mails of 1 MB, full at ${tickets} tickets; all in ${((performance.now() - freed) / 1000).toFixed(1)} s after there was space; ${strayFiles} stray files`,
  );
});
