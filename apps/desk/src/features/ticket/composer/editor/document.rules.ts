/** A document of the editor as data: what ProseMirror calls JSON. */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: DocumentNode[];
  text?: string;
}

const markTags: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
};

/** Text as HTML; runs of spaces, which HTML would join, stay as wide as they were typed. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/ {2,}/g, (spaces) => `${'\u00a0'.repeat(spaces.length - 1)} `);
}

const attribute = (value: unknown) => (typeof value === 'string' ? value : '');

function inlineHtml(node: DocumentNode): string {
  if (node.type === 'hardBreak') return '<br>';
  if (node.type === 'image') {
    const id = attribute(node.attrs?.uploadId);
    // A picture that has not arrived at the server yet is nothing that could be kept or sent.
    return id === ''
      ? ''
      : `<img src="upload:${escapeHtml(id)}" alt="${escapeHtml(attribute(node.attrs?.alt))}">`;
  }
  let html = escapeHtml(node.text ?? '');
  let href = '';
  for (const mark of node.marks ?? []) {
    const tag = markTags[mark.type];
    if (mark.type === 'link') href = attribute(mark.attrs?.href);
    else if (tag) html = `<${tag}>${html}</${tag}>`;
  }
  return href === '' ? html : `<a href="${escapeHtml(href)}">${html}</a>`;
}

const lineHtml = (paragraph: DocumentNode) =>
  (paragraph.content ?? []).map(inlineHtml).join('').replace(/^ /, '\u00a0');

/**
 * Lines as paragraphs: one line below the other is a break, an empty line between them a new paragraph. So a mail
 * looks as it did while it was written, whatever space its reader's program puts between paragraphs.
 */
function linesHtml(lines: string[]): string {
  const paragraphs: string[][] = [];
  let current: string[] = [];
  lines.forEach((line, index) => {
    const isGap = line === '' && current.length > 0 && lines.slice(index + 1).some((later) => later !== '');
    if (!isGap || current.at(-1) === '') current.push(line);
    else {
      paragraphs.push(current);
      current = [];
    }
  });
  paragraphs.push(current);
  return paragraphs.map((each) => `<p>${each.join('<br>')}</p>`).join('');
}

function itemHtml(item: DocumentNode): string {
  const blocks = item.content ?? [];
  const firstOther = blocks.findIndex(({ type }) => type !== 'paragraph');
  const lines = blocks.slice(0, firstOther < 0 ? blocks.length : firstOther).map(lineHtml);
  const rest = firstOther < 0 ? '' : blocksHtml(blocks.slice(firstOther));
  return `<li>${lines.includes('') && lines.length > 1 ? linesHtml(lines) : lines.join('<br>')}${rest}</li>`;
}

function blockHtml(node: DocumentNode): string {
  const content = node.content ?? [];
  switch (node.type) {
    case 'bulletList':
      return `<ul>${content.map(itemHtml).join('')}</ul>`;
    case 'orderedList':
      return `<ol>${content.map(itemHtml).join('')}</ol>`;
    case 'blockquote':
      return `<blockquote>${blocksHtml(content)}</blockquote>`;
    case 'codeBlock':
      return `<pre><code>${content.map(({ text = '' }) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')).join('')}</code></pre>`;
    default:
      return blocksHtml(content);
  }
}

function blocksHtml(blocks: DocumentNode[]): string {
  let html = '';
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) html += linesHtml(lines);
    lines = [];
  };
  for (const block of blocks) {
    if (block.type === 'paragraph') lines.push(lineHtml(block));
    else {
      flush();
      html += blockHtml(block);
    }
  }
  flush();
  return html;
}

/** The document as the HTML that is kept and sent; empty where nothing is written. */
export function documentHtml(document: DocumentNode): string {
  if (isBlankDocument(document)) return '';
  const blocks = document.content ?? [];
  // The editor keeps a line free below a list or quote, to write on; nobody wrote it.
  const hasFreeLine = isBlankDocument(blocks.at(-1)!) && blocks.at(-2)?.type !== 'paragraph';
  return blocksHtml(hasFreeLine ? blocks.slice(0, -1) : blocks);
}

function lineText(paragraph: DocumentNode): string {
  return (paragraph.content ?? [])
    .map((node) =>
      node.type === 'hardBreak' ? '\n' : node.type === 'image' ? attribute(node.attrs?.alt) : node.text,
    )
    .join('')
    .replaceAll('\u00a0', ' ');
}

function blockText(node: DocumentNode): string {
  const content = node.content ?? [];
  const indent = (text: string, by: string) => text.replaceAll('\n', `\n${by}`);
  switch (node.type) {
    case 'paragraph':
      return lineText(node);
    case 'codeBlock':
      return content.map(({ text }) => text).join('');
    case 'bulletList':
      return content.map((item) => `- ${indent(blockText(item), '  ')}`).join('\n');
    case 'orderedList':
      return content.map((item, index) => `${index + 1}. ${indent(blockText(item), '   ')}`).join('\n');
    case 'blockquote':
      return `> ${indent(content.map(blockText).join('\n'), '> ')}`;
    default:
      return content.map(blockText).join('\n');
  }
}

/** The document without its formatting, for the first lines on screen before the server has answered. */
export function documentText(document: DocumentNode): string {
  return blockText(document);
}

/** Whether nothing is written: no word and no picture. */
export function isBlankDocument(document: DocumentNode): boolean {
  if (document.type === 'image') return false;
  if (document.text !== undefined && document.text.trim() !== '') return false;
  return (document.content ?? []).every(isBlankDocument);
}

/** Whether it is lines of bare text, which a plain field can show and change without losing anything. */
export function isPlainDocument(document: DocumentNode): boolean {
  return (document.content ?? []).every(
    ({ type, content = [] }) =>
      type === 'paragraph' &&
      content.every((node) => node.type === 'hardBreak' || (node.type === 'text' && !node.marks?.length)),
  );
}

/** Bare text as a document: a line is a paragraph. */
export function documentOfText(text: string): DocumentNode {
  return {
    type: 'doc',
    content: text.split('\n').map((line) => ({
      type: 'paragraph',
      ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
    })),
  };
}

function splitAtBreaks(paragraph: DocumentNode): DocumentNode[] {
  const lines: DocumentNode[][] = [[]];
  for (const node of paragraph.content ?? []) {
    if (node.type === 'hardBreak') lines.push([]);
    else lines.at(-1)!.push(node);
  }
  return lines.map((content) => ({ type: 'paragraph', ...(content.length > 0 ? { content } : {}) }));
}

/**
 * What was read from HTML as one edits it, the reverse of `documentHtml`: each line a paragraph, and an empty one
 * between what were paragraphs.
 */
export function spreadLines(node: DocumentNode): DocumentNode {
  if (!node.content || node.type === 'paragraph' || node.type === 'codeBlock') return node;
  const content: DocumentNode[] = [];
  for (const child of node.content) {
    if (child.type !== 'paragraph') content.push(spreadLines(child));
    else {
      if (content.at(-1)?.type === 'paragraph') content.push({ type: 'paragraph' });
      content.push(...splitAtBreaks(child));
    }
  }
  return { ...node, content };
}
