import { describe, expect, it } from 'vitest';
import { rawMail } from './fixtures/mail.ts';
import { parseMail } from './parse-mail.ts';
import { sanitizeMailHtml } from './sanitize-html.ts';

function clean(html: string): string {
  return sanitizeMailHtml(html)?.html ?? 'refused';
}

describe('sanitizeMailHtml', () => {
  it.each([
    ['script', 'a<script>alert(1)</script>b', 'ab'],
    ['script in pieces', '<scr<script>x</script>ipt>alert(1)</script>', 'xipt&gt;alert(1)'],
    ['event handler', '<p onclick="x()" onerror=x>a</p>', '<p>a</p>'],
    ['image that fails on purpose', '<img src=x onerror=alert(1)>', '<img />'],
    ['svg', '<svg onload=x><script>alert(1)</script><a href="javascript:x">t</a></svg>', '<a>t</a>'],
    ['math and foreign content', '<math><mtext><style><img src=x onerror=x></style></mtext></math>a', 'a'],
    ['refresh', '<meta http-equiv=refresh content="0;url=http://evil">a', 'a'],
    ['base', '<base href="http://evil/"><a href="/x">a</a>', '<a>a</a>'],
    ['style sheet', '<style>@import url(http://evil); p{background:url(x)}</style><p>a</p>', '<p>a</p>'],
    ['link element', '<link rel=stylesheet href=http://evil>a', 'a'],
    ['form', '<form action=http://evil><input name=q><button>go</button></form>', 'go'],
    ['frame', '<iframe src="http://evil" srcdoc="<script>x</script>"></iframe>a', 'a'],
    ['object and embed', '<object data=http://evil></object><embed src=http://evil>a', 'a'],
    ['comment with condition', '<!--[if mso]><script>x</script><![endif]-->a', 'a'],
    ['title', '<head><title>Mail</title></head><body>a</body>', 'a'],
    [
      'ids, names and classes',
      '<p id=a name=b class=c data-x=y data-remote-src=http://evil>t</p>',
      '<p>t</p>',
    ],
    ['javascript link', '<a href="java\nscript:alert(1)">a</a>', '<a>a</a>'],
    ['encoded javascript link', '<a href="&#106;avascript:alert(1)">a</a>', '<a>a</a>'],
    ['data link', '<a href="data:text/html,<script>x</script>">a</a>', '<a>a</a>'],
    ['srcset', '<img srcset="http://evil/a 2x" src="cid:a@b">', '<img src="cid:a@b" />'],
    ['svg image as data', '<img src="data:image/svg+xml;base64,PHN2Zz4=">', '<img />'],
    [
      'background attribute',
      '<table background=http://evil><tr><td>a</td></tr></table>',
      '<table><tr><td>a</td></tr></table>',
    ],
    [
      'markup in a title',
      "<a title='\"><script>x</script>' href=http://x.cl>a</a>",
      '<a href="http://x.cl/" rel="noopener noreferrer nofollow" target="_blank">a</a>',
    ],
    [
      'quotes in a title',
      '<img alt="5\' 10&quot; > 4" src=cid:a@b>',
      '<img alt="5\' 10&quot; &gt; 4" src="cid:a@b" />',
    ],
    ['text of unknown tags', '<o:p>uno</o:p> <custom>dos</custom>', 'uno dos'],
  ])('%s', (_title, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    ['color:red;font-weight:bold', 'color:red;font-weight:bold'],
    ['background:url(http://evil)', ''],
    ['background: #FFF !important', 'background-color:#fff'],
    ['color:expression(alert(1))', ''],
    ['position:fixed;top:0;left:0;width:100%', 'width:100%'],
    ['width:99999px;height:20px', 'height:20px'],
    ['font-size:400px', ''],
    ['color:rgb(1, 2, 3);color:rgb(1);x', 'color:rgb(1, 2, 3);color:rgb(1)'],
    ['content:"a";list-style:url(x);behavior:url(x);-moz-binding:url(x)', ''],
    ['color:r\\65 d', ''],
    ['__proto__:x;constructor:y', ''],
  ])('style %s', (style, expected) => {
    expect(clean(`<p style='${style}'>a</p>`)).toBe(
      expected === '' ? '<p>a</p>' : `<p style="${expected}">a</p>`,
    );
  });

  it('moves remote images aside and says so', () => {
    const result = sanitizeMailHtml('<img src="http://t.cl/p.gif?u=1&v=2" alt=x><img src="//t.cl/q.gif">');
    expect(result).toEqual({
      html: '<img alt="x" data-remote-src="http://t.cl/p.gif?u=1&amp;v=2" /><img data-remote-src="https://t.cl/q.gif" />',
      hasRemoteImages: true,
      marked: null,
    });
  });

  it('keeps small pictures that came inside the HTML', () => {
    expect(clean('<img src="data:image/png;base64,iVBORw==">')).toBe(
      '<img src="data:image/png;base64,iVBORw==" />',
    );
  });

  it.each([
    ['5,000 links', '<a href="http://x.cl/a?b=c">x</a> '.repeat(5000)],
    ['20,000 paragraphs that never close', '<p>x'.repeat(20_000)],
    ['many attributes', `<p ${'a=b '.repeat(50_000)}>x</p>`],
    ['many opening brackets', '<'.repeat(300_000)],
    ['many closing tags', '</div>'.repeat(50_000)],
    ['long style', `<p style="${'color:red;'.repeat(50_000)}">x</p>`],
    ['unfinished comment', `<!--${'-'.repeat(300_000)}`],
    ['unfinished entity', '&'.repeat(300_000)],
  ])('%s are done in little time', (_title, html) => {
    const before = process.cpuUsage();
    sanitizeMailHtml(html);
    const { user } = process.cpuUsage(before);
    expect(user / 1000).toBeLessThan(1500);
  });

  it.each([
    ['20,000 nested tags', '<div>'.repeat(20_000)],
    ['20,000 nested tags of two kinds', '<p><td>'.repeat(20_000)],
    ['5 MB', `<p>${'x'.repeat(5 * 1024 * 1024)}</p>`],
    ['100,000 tags', '<br>'.repeat(100_000)],
  ])('%s are refused', (_title, html) => {
    expect(sanitizeMailHtml(html)).toBeNull();
  });
});

describe('a mail whose HTML is refused', () => {
  it('is shown as text with a notice', async () => {
    const html = `<style>p{}</style>${'<div>'.repeat(20_000)}la <b>pregunta</b> &lt;3${'</div>'.repeat(20_000)}`;
    const mail = await parseMail(rawMail('From: a@x.cl', 'Content-Type: text/html', '', html));
    expect(mail).toMatchObject({ html: null, text: 'la pregunta <3', notices: ['mail.html_too_complex'] });
  });
});
