import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'esbuild';
import type { CleanMail, MailPaper } from '../apps/desk/src/features/ticket/conversation/mail-html.ts';

/** What the module under test leaves in the page. */
interface MailHtml {
  cleanMail(html: string, options: { foldQuote: boolean }): CleanMail;
  mailDocument(clean: CleanMail, paper: MailPaper): string;
  mailSandbox: string;
}
declare global {
  interface Window {
    mailHtml: MailHtml;
    hit?: unknown;
  }
}

const origin = 'http://desk.test';
const evil = 'https://evil.test';
const attack = `top.hit=1;new Image().src='${evil}/ran'`;

/** One hostile mail each; all of them together come last. */
const hostile: [what: string, html: string][] = [
  ['a script', `<script>${attack}</script>`],
  ['an error handler', `<img src="x:" onerror="${attack}">`],
  ['a handler in capitals without quotes', `<IMG SRC=x: OnErRoR=top.hit=1>`],
  ['svg with onload', `<svg onload="${attack}"><image href="${evil}/svg.png"/></svg>`],
  ['svg hiding a script', `<svg><style><img src=x: onerror="${attack}"></style></svg>`],
  [
    'mathml that changes the parser',
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x: onerror=top.hit=1&gt;">`,
  ],
  ['noscript that closes itself', `<noscript><p title="</noscript><img src=x: onerror=top.hit=1>">`],
  ['a template', `<template><img src=x: onerror="${attack}"></template>`],
  ['a meta refresh', `<meta http-equiv="refresh" content="0;url=${evil}/refresh">`],
  ['a base', `<base href="${evil}/"><img src="relative.png">`],
  ['a sheet by link', `<link rel="stylesheet" href="${evil}/a.css">`],
  ['a sheet with import', `<style>@import "${evil}/b.css"; body{background:url(${evil}/c.png)}</style>`],
  ['a style attribute that loads', `<p style="background:url(${evil}/d.png)">x</p>`],
  ['a style attribute that loads by escapes', `<p style="background:\\75rl(${evil}/e.png)">x</p>`],
  ['an image', `<img src="${evil}/f.png" srcset="${evil}/g.png 2x">`],
  ['an image without protocol', `<img src="//evil.test/h.png">`],
  [
    'an old background attribute',
    `<table background="${evil}/i.png"><tr><td background="${evil}/j.png">x</td></tr></table>`,
  ],
  [
    'media',
    `<video poster="${evil}/k.png" src="${evil}/l.mp4" autoplay></video><audio src="${evil}/m.mp3" autoplay></audio>`,
  ],
  [
    'frames and objects',
    `<iframe src="${evil}/n"></iframe><iframe srcdoc="<script>${attack}</script>"></iframe><object data="${evil}/o"></object><embed src="${evil}/p">`,
  ],
  [
    'a form that sends itself',
    `<form id="f" action="${evil}/q"><input name="x" autofocus onfocus="${attack}"></form>`,
  ],
  [
    'links that run',
    `<a id="l" href="javascript:top.hit=1">x</a><a href=" java\nscript:top.hit=1">y</a><a href="data:text/html,<script>top.hit=1</script>">z</a>`,
  ],
  [
    'names that shadow the document',
    `<img name="body"><a id="cookie"></a><form name="documentElement"></form>`,
  ],
  ['an overlay', `<div style="position:fixed;inset:0;z-index:9999999;background:red">x</div>`],
  [
    'an animation handler',
    `<style>@keyframes a{}</style><p style="animation:a" onanimationstart="${attack}">x</p>`,
  ],
  ['an image as a button', `<form action="${evil}/s"><input type="image" src="${evil}/t.png"></form>`],
  ['a background of the whole mail', `<body background="${evil}/u.png" onload="${attack}"><p>x</p></body>`],
  [
    'sources of a picture',
    `<picture><source srcset="${evil}/v.webp"><img src="${evil}/w.png" lowsrc="${evil}/x.png" longdesc="${evil}/y"></picture>`,
  ],
  [
    'what the server sets aside, written by the sender',
    `<img data-remote-src="${evil}/z.png" src="${evil}/z.png"><p data-remote-src="${evil}/z.png">x</p><img data-remote="0" data-cid="x">`,
  ],
  [
    'a prefetch and a ping',
    `<link rel="prefetch" href="${evil}/1"><link rel="preconnect" href="${evil}"><a ping="${evil}/2" href="https://a.mx">x</a>`,
  ],
  [
    'a preload',
    `<link rel="preload" as="image" href="${evil}/r.png"><link rel="dns-prefetch" href="//evil.test">`,
  ],
];
hostile.push(['all of them at once', hostile.map(([, html]) => html).join('\n')]);

let script = '';
let asked: string[] = [];

test.beforeAll(async () => {
  const entry = join(import.meta.dirname, '../apps/desk/src/features/ticket/conversation/mail-html.ts');
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'mailHtml',
  });
  script = built.outputFiles[0]?.text ?? '';
});

test.beforeEach(async ({ page }) => {
  asked = [];
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (url === `${origin}/`)
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><div id="place"></div>' });
    asked.push(url);
    return route.fulfill({ status: 204 });
  });
  await page.goto(`${origin}/`);
  await page.addScriptTag({ content: script });
});

/** Puts markup in the frame that the desk uses and waits for what it would do. */
async function showInFrame(page: Page, html: string, how: 'cleaned' | 'raw') {
  await page.evaluate(
    async ([markup, kind]) => {
      const { cleanMail, mailDocument, mailSandbox } = window.mailHtml;
      const raw = { html: markup, contentIds: [], remote: [], quoteFolded: false, hasOwnColours: false };
      const mail = kind === 'cleaned' ? cleanMail(markup, { foldQuote: false }) : raw;
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', mailSandbox);
      frame.srcdoc = mailDocument(mail, { ink: '#000', link: '#00f', dark: false, language: 'es' });
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.querySelector('#place')?.replaceChildren(frame);
      await loaded;
    },
    [html, how] as const,
  );
  await page.waitForTimeout(150);
}

async function expectNothingHappened(page: Page) {
  expect(asked, 'nothing was requested').toEqual([]);
  expect(await page.evaluate(() => window.hit), 'no script ran').toBeUndefined();
  expect(page.url(), 'the page stayed where it was').toBe(`${origin}/`);
}

// Dozens of short pages: a recording of each would cost more than the proofs.
test.use({ trace: 'off' });

test.describe('hostile mail', () => {
  for (const [what, html] of hostile) {
    test(`${what}: shown by the desk, it loads, runs and moves nothing, and cleaned it is harmless even without the frame`, async ({
      page,
    }) => {
      await showInFrame(page, html, 'cleaned');
      await expectNothingHappened(page);
      const left = await page.evaluate((markup) => {
        const place = document.querySelector('#place') as HTMLElement;
        place.innerHTML = window.mailHtml.cleanMail(markup, { foldQuote: false }).html;
        const all = [...place.querySelectorAll('*')];
        return {
          elements: all
            .map(({ tagName }) => tagName)
            .filter((name) =>
              /^(script|style|meta|base|link|form|input|iframe|object|embed|svg|math|template|video|audio|noscript)$/i.test(
                name,
              ),
            ),
          handlers: all
            .flatMap(({ attributes }) => [...attributes].map(({ name }) => name))
            .filter((name) => /^on|^srcset$|^background$|^poster$|^id$|^name$/i.test(name)),
          links: [...place.querySelectorAll('[href]')]
            .map((link) => link.getAttribute('href'))
            .filter((href) => !/^(https?|mailto|tel):/i.test(href ?? '')),
        };
      }, html);
      await page.waitForTimeout(100);
      expect(left).toEqual({ elements: [], handlers: [], links: [] });
      await expectNothingHappened(page);
    });
  }

  test('the frame alone stops all of it, should cleaning ever fail', async ({ page }) => {
    await showInFrame(page, hostile.at(-1)?.[1] ?? '', 'raw');
    await expectNothingHappened(page);
  });

  test('without either wall the same mail does act, so these tests can fail', async ({ page }) => {
    await page.evaluate((markup) => {
      (document.querySelector('#place') as HTMLElement).innerHTML = markup;
    }, `<img src="${evil}/f.png"><img src="x:" onerror="top.hit=1">`);
    await page.waitForTimeout(150);
    expect(asked).toEqual([`${evil}/f.png`]);
    expect(await page.evaluate(() => window.hit)).toBe(1);
  });
});

test.describe('an ordinary mail', () => {
  const clean = (page: Page, html: string, foldQuote = false) =>
    page.evaluate(([markup, fold]) => window.mailHtml.cleanMail(markup, { foldQuote: fold }), [
      html,
      foldQuote,
    ] as const);

  test('keeps its form, opens links outside and names its pictures', async ({ page }) => {
    const mail = await clean(
      page,
      '<p>Hola <b>Ana</b></p><a href="https://a.mx/x">ve</a><img src="cid:logo@1" width="40"><table bgcolor="#eee"><tr><td>1</td></tr></table>',
    );
    expect(mail.html).toContain('<b>Ana</b>');
    expect(mail.html).toContain('target="_blank" rel="noopener noreferrer nofollow"');
    expect(mail.html).toContain('data-cid="logo@1"');
    expect(mail).toMatchObject({ contentIds: ['logo@1'], hasOwnColours: true, quoteFolded: false });
  });

  test('folds the quote at its end with the line before it, and nothing else', async ({ page }) => {
    const mail = await clean(
      page,
      '<div>Gracias</div><br><div>El lunes, Soporte escribió:</div><blockquote>antes</blockquote>',
      true,
    );
    expect(mail).toMatchObject({ html: '<div>Gracias</div>', quoteFolded: true });
    const answered = await clean(page, '<blockquote>¿Cuántos?</blockquote><p>Son 80</p>', true);
    expect(answered.quoteFolded).toBe(false);
    expect(answered.html).toContain('¿Cuántos?');
  });
});
