import { DOMParser, Fragment, Slice } from '@tiptap/pm/model';
import { type Editor, EditorContent, type UseEditorOptions, useEditor } from '@tiptap/react';
import { useEffect, useState } from 'react';
import {
  type DocumentNode,
  documentHtml,
  documentText,
  isPlainDocument,
  spreadLines,
} from './document.rules.ts';
import { type EditorHandle, type EditorState, formats } from './editor-handle.ts';
import { createExtensions, type EditorKeys } from './extensions.ts';
import { pastesFiles } from './paste.rules.ts';
import { spaceParagraphs } from './paste.ts';

export interface Written {
  html: string;
  text: string;
}

/** Where the caret stood in the plain field, counted in characters. */
export interface Caret {
  from: number;
  to: number;
}

export interface RichEditorProps {
  /** What it begins with; later changes from outside come as a new `key`. */
  html: string;
  label: string;
  placeholder: string;
  className: string;
  /** Takes the focus: at this place of a bare text, or at its end. */
  focusAt: Caret | 'end' | null;
  keys: EditorKeys;
  onChange(written: Written): void;
  onState(state: EditorState): void;
  /** The handle while the editor is there, then null. */
  onHandle(handle: EditorHandle | null): void;
  /** Files that were pasted, or dropped at a place of the text. */
  onFiles(files: File[], position?: number): void;
}

/** The editor proper. Its code is large and arrives after the page; until then a plain field takes what is typed. */
export function RichEditor(props: RichEditorProps) {
  const [latest] = useState(() => createLatest(props));
  useEffect(() => latest.set(props));
  const [options] = useState(() => optionsOf(latest.get));
  const editor = useEditor({
    ...options,
    onUpdate: ({ editor: changed }) => props.onChange(writtenIn(changed)),
    onTransaction: ({ editor: changed }) => props.onState(stateOf(changed)),
  });
  useEffect(() => {
    const { focusAt, onHandle, onState } = latest.get();
    onHandle(handleOf(editor));
    if (focusAt === 'end') editor.commands.focus('end');
    else if (focusAt) editor.chain().setTextSelection(placeOf(editor, focusAt)).focus().run();
    onState(stateOf(editor));
    return () => onHandle(null);
  }, [editor, latest]);
  return <EditorContent editor={editor} />;
}

/** The props of the last drawing, for what was made with the first. */
function createLatest(first: RichEditorProps) {
  let props = first;
  return {
    get: () => props,
    set(next: RichEditorProps) {
      props = next;
    },
  };
}

/** What the editor is made with once; what may change meanwhile is asked for each time. */
function optionsOf(props: () => RichEditorProps): UseEditorOptions {
  const { className, label, placeholder, html } = props();
  return {
    extensions: createExtensions({ placeholder, keys: () => props().keys }),
    coreExtensionOptions: { clipboardTextSerializer: { blockSeparator: '\n' } },
    onBeforeCreate: ({ editor }) => {
      editor.options.content = readHtml(editor, html);
    },
    editorProps: {
      attributes: { class: className, role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      transformPastedHTML: spaceParagraphs,
      clipboardTextParser: (text, _context, _plain, { state: { schema } }) => {
        const lines = text
          .split(/\r\n?|\n/)
          .map((line) => schema.nodes.paragraph!.create(null, line === '' ? null : schema.text(line)));
        return new Slice(Fragment.from(lines), 1, 1);
      },
      handlePaste: (_view, { clipboardData }) => {
        const files = [...(clipboardData?.files ?? [])];
        const read = (type: string) => clipboardData?.getData(type) ?? '';
        const isFiles = pastesFiles({
          html: read('text/html'),
          text: read('text/plain'),
          fileCount: files.length,
        });
        if (isFiles) props().onFiles(files);
        return isFiles;
      },
      handleDrop: (view, event, _slice, moved) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (moved || files.length === 0) return false;
        event.preventDefault();
        props().onFiles(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
        return true;
      },
    },
  };
}

/** HTML as one edits it. */
function readHtml({ schema }: Editor, html: string): DocumentNode {
  const holder = new window.DOMParser().parseFromString(html, 'text/html').body;
  const read = DOMParser.fromSchema(schema).parse(holder, { preserveWhitespace: true });
  return spreadLines(read.toJSON() as DocumentNode);
}

function writtenIn(editor: Editor): Written {
  const document = editor.getJSON() as DocumentNode;
  return { html: documentHtml(document), text: documentText(document) };
}

function stateOf(editor: Editor): EditorState {
  const { href } = editor.getAttributes('link') as { href?: string };
  return {
    on: new Set(formats.filter((format) => editor.isActive(format))),
    href: href ?? null,
    hasSelection: !editor.state.selection.empty,
  };
}

/** Lines are paragraphs: where the text has one line end, the document closes one and opens the next. */
function placeOf(editor: Editor, { from, to }: Caret): Caret {
  const document = editor.getJSON() as DocumentNode;
  const text = documentText(document);
  const last = editor.state.doc.content.size - 1;
  // Lists and the like have marks in the text that they have not in the document.
  if (!isPlainDocument(document)) return { from: last, to: last };
  const place = (offset: number) => Math.min(last, 1 + offset + text.slice(0, offset).split('\n').length - 1);
  return { from: place(from), to: place(to) };
}

function handleOf(editor: Editor): EditorHandle {
  const toggles: Record<(typeof formats)[number], () => boolean> = {
    bold: () => editor.chain().focus().toggleBold().run(),
    italic: () => editor.chain().focus().toggleItalic().run(),
    underline: () => editor.chain().focus().toggleUnderline().run(),
    strike: () => editor.chain().focus().toggleStrike().run(),
    code: () => editor.chain().focus().toggleCode().run(),
    bulletList: () => editor.chain().focus().toggleBulletList().run(),
    orderedList: () => editor.chain().focus().toggleOrderedList().run(),
    blockquote: () => editor.chain().focus().toggleBlockquote().run(),
    codeBlock: () => editor.chain().focus().toggleCodeBlock().run(),
  };
  return {
    focus: (place) => void editor.commands.focus(place),
    toggle: (format) => void toggles[format](),
    insertText: (text) => void editor.chain().focus().insertContent({ type: 'text', text }).run(),
    setLink(href, words) {
      const chain = editor.chain().focus().extendMarkRange('link');
      if (href === null) chain.unsetLink().run();
      else if (editor.state.selection.empty && !editor.isActive('link')) {
        const text = words?.trim() || href.replace(/^(https?:\/\/|mailto:|tel:)/i, '');
        chain
          .insertContent([
            { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] },
            { type: 'text', text: ' ' },
          ])
          .run();
      } else chain.setLink({ href }).run();
    },
    insertPicture({ localId, url, name }, position) {
      const picture = { type: 'image', attrs: { src: url, alt: name, localId, state: 'uploading' } };
      const at = position === undefined ? editor.chain() : editor.chain().setTextSelection(position);
      at.focus().insertContent(picture).run();
    },
    settlePicture: (localId, uploadId) =>
      changePicture(editor, localId, { uploadId, state: uploadId === null ? 'failed' : null }),
    removePicture: (localId) => void changePicture(editor, localId, null),
  };
}

/** Changes the picture that was put in as `localId`, or takes it out; not a step that one undoes. */
function changePicture(editor: Editor, localId: string, attrs: Record<string, unknown> | null): boolean {
  const { tr, doc } = editor.state;
  let isFound = false;
  doc.descendants((node, position) => {
    if (node.type.name !== 'image' || node.attrs.localId !== localId) return;
    isFound = true;
    if (attrs) tr.setNodeMarkup(position, undefined, { ...node.attrs, ...attrs });
    else tr.delete(tr.mapping.map(position), tr.mapping.map(position + node.nodeSize));
  });
  if (isFound) editor.view.dispatch(tr.setMeta('addToHistory', false));
  return isFound;
}
