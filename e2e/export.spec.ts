import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { unzipped } from '../apps/server/src/testing/unzip.ts';
import { expectClean } from './support/clean-page.ts';
import { openDatabase } from './support/database.ts';
import { openDesk } from './support/desk.ts';
import { admin, openOffice } from './support/office.ts';

const many = 50_000;

test('a list of 50 thousand tickets goes to Excel, says how far it is, and can be called off', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const office = await openOffice();
  const database = await openDatabase(office.product);
  try {
    await database.rows(
      `with person as (
        insert into contacts (id, name, created_at)
        values (gen_random_uuid(), 'Olga Rivas', timestamptz '2026-11-01') returning id
      )
      insert into tickets (id, number, subject, requester_id, status_key, status_category, created_at, activity_at)
      select gen_random_uuid(), 10000 + n, '=Asunto ' || n, person.id, 'open', 'open', at.moment, at.moment
      from generate_series(1, ${many}) n, person,
        lateral (select timestamptz '2026-11-01' - n * interval '1 minute' as moment) at`,
    );
    const lucia = await openDesk(() => browser.newContext(), { url: office.product.url, person: admin });
    const { page } = lucia;
    const shot = (name: string) =>
      process.env['PICTURES'] ? page.screenshot({ path: `${process.env['PICTURES']}/${name}.png` }) : null;
    await page.goto(`${office.product.url}/list`);
    const open = page.getByRole('button', { name: 'Exportar la lista' });
    const dialog = page.getByRole('dialog', { name: 'Exportar la lista' });
    const progress = dialog.getByText(/ de 50[.,\s]?000 tickets/);

    await open.click();
    await expectClean(page, 'how to export');
    await shot('export-form');
    await dialog.getByRole('button', { name: 'Exportar' }).click();
    await expect(progress).toBeVisible();
    await expect(progress).not.toHaveText(/^0 /);
    await expectClean(page, 'how far it is');
    await shot('export-progress');
    await dialog.getByRole('button', { name: 'Cancelar' }).click();
    await expect(dialog).toBeHidden();
    await expect(open).toBeFocused();

    await open.click();
    const saved = page.waitForEvent('download', { timeout: 120_000 });
    await dialog.getByRole('button', { name: 'Exportar' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^tickets-\d{4}-\d\d-\d\d\.xlsx$/);
    const sheet = unzipped(await readFile(await file.path())).get('xl/worksheets/sheet1.xml')!;
    expect(sheet.match(/<row>/g)).toHaveLength(many + 1);
    expect(sheet).toContain(`=Asunto ${many}<`);
    await expect(page.getByText(/^Se exportaron 50[.,\s]?000 tickets/)).toBeVisible();
    await expect(dialog).toBeHidden();
    await lucia.close();
  } finally {
    await database.close();
    await office.close();
  }
});
