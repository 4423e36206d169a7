import { fileLinkPhrases as en } from '@ventanilla/phrases/en/file-links';
import { fileLinkPhrases as es } from '@ventanilla/phrases/es/file-links';
import { escapeHtml } from '../../../platform/escape-html.ts';

const phrases = { es, en };
const locales = { es: 'es-MX', en: 'en-US' };

/** Light and dark, any width; nothing is loaded. */
const style = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;
font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;background:Canvas;color:CanvasText}
main{box-sizing:border-box;width:100%;max-width:30rem;padding:1.5rem}h1{font-size:1.25rem;margin:0 0 .25rem;overflow-wrap:anywhere}
p{margin:0 0 1rem}small{opacity:.8}a{display:inline-block;padding:.7rem 1.2rem;border-radius:.6rem;background:CanvasText;
color:Canvas;text-decoration:none;font-weight:600}a:focus-visible{outline:3px solid Highlight;outline-offset:2px}`;

/** A size as people read it, in thousands as their systems do. */
export function readableSize(bytes: number, language: 'es' | 'en'): string {
  const [amount, unit] = bytes >= 1_000_000 ? [bytes / 1_000_000, 'MB'] : [Math.max(1, bytes / 1000), 'kB'];
  return `${new Intl.NumberFormat(locales[language], { maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount)} ${unit}`;
}

/** A day as people read it: `22 de diciembre de 2026`. */
export function readableDay(
  at: Date,
  { language, timeZone }: { language: 'es' | 'en'; timeZone: string },
): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone }).format(at);
}

/** What the customer sees at a link: the file and its download, or that the link has ended. */
export function writeFileLinkPage(input: {
  organization: string;
  language: 'es' | 'en';
  timeZone: string;
  /** Null: the link holds no longer, or never did. */
  file: { fileName: string; sizeBytes: number; expiresAt: Date } | null;
  href: string;
}): string {
  const { organization, language, file } = input;
  const phrase = phrases[language];
  const title = file ? file.fileName : phrase.endedTitle;
  const body = file
    ? [
        `<p><small>${escapeHtml(phrase.from.replace('{{name}}', organization))}</small></p>`,
        `<h1>${escapeHtml(file.fileName)}</h1>`,
        `<p>${escapeHtml(readableSize(file.sizeBytes, language))}</p>`,
        `<p><a href="${escapeHtml(input.href)}" download>${escapeHtml(phrase.download)}</a></p>`,
        `<p><small>${escapeHtml(phrase.until.replace('{{day}}', readableDay(file.expiresAt, input)))}</small></p>`,
      ]
    : [`<h1>${escapeHtml(phrase.endedTitle)}</h1>`, `<p>${escapeHtml(phrase.endedText)}</p>`];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head><body><main>`,
    ...body,
    '</main></body></html>',
  ].join('\n');
}
