/** One readable column, the reader's own font and colours, nothing that loads. */
const BODY_STYLE =
  'margin:0;padding:0;font-family:system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif;font-size:15px;line-height:1.5';
const COLUMN_STYLE = 'max-width:640px;padding:16px';

/** Puts a sanitised fragment into the sober frame of every mail we send. */
export function wrapMailHtml(fragment: string): string {
  return [
    '<!doctype html>',
    '<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"></head>',
    `<body style="${BODY_STYLE}"><div style="${COLUMN_STYLE}">`,
    // A picture of a whole screen must not be wider than the reader's.
    fragment.replaceAll('<img ', '<img style="max-width:100%;height:auto" '),
    '</div></body></html>',
    '',
  ].join('\n');
}
