import { Image } from '@tiptap/extension-image';
import { Placeholder } from '@tiptap/extensions/placeholder';
import { Extension, type Extensions } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { linkAddress } from './paste.rules.ts';

/** Where the bytes of a picture of one's own can be seen again. */
const pictureUrl = (uploadId: string) => `/api/v1/attachments/${encodeURIComponent(uploadId)}`;

/** The upload that a picture is of: as kept and sent, or as copied from this editor. */
function uploadOf(element: HTMLElement): string | null {
  return element.dataset.upload ?? /^upload:(.+)$/.exec(element.getAttribute('src') ?? '')?.[1] ?? null;
}

/**
 * A picture within the text, known by its upload. One that points anywhere else is not taken: it would be fetched
 * from there by whoever reads the mail.
 */
const Picture = Image.extend({
  addAttributes() {
    const own = { default: null, rendered: false };
    return {
      src: {
        default: null,
        parseHTML: (element: HTMLElement) => {
          const id = uploadOf(element);
          return id === null ? null : pictureUrl(id);
        },
      },
      alt: { default: '' },
      uploadId: { ...own, parseHTML: uploadOf },
      localId: { ...own, parseHTML: () => null },
      /** `uploading` or `failed`; null once it arrived. */
      state: {
        default: null,
        parseHTML: () => null,
        renderHTML: ({ state }) => (state ? { 'data-state': state } : {}),
      },
    };
  },
  parseHTML: () => [{ tag: 'img', getAttrs: (element) => (uploadOf(element) === null ? false : null) }],
  renderHTML({ node, HTMLAttributes }) {
    const { uploadId } = node.attrs as { uploadId: string | null };
    return ['img', { ...HTMLAttributes, ...(uploadId ? { 'data-upload': uploadId } : {}) }];
  },
  addInputRules: () => [],
});

export interface EditorKeys {
  send(): void;
  /** At an hour of its own. */
  later(): void;
  link(): void;
  leave(): void;
}

/** What the editor can hold: the formats that mail shows everywhere, and no more. */
export function createExtensions(input: { placeholder: string; keys: () => EditorKeys }): Extensions {
  const act = (run: (keys: EditorKeys) => void) => () => {
    run(input.keys());
    return true;
  };
  return [
    StarterKit.configure({
      heading: false,
      horizontalRule: false,
      dropcursor: { color: 'var(--accent)', width: 2 },
      link: {
        openOnClick: false,
        autolink: true,
        linkOnPaste: true,
        defaultProtocol: 'https',
        isAllowedUri: (url) => linkAddress(url) !== null,
        HTMLAttributes: { target: null, rel: null },
      },
    }),
    Picture.configure({ inline: true }),
    Placeholder.configure({ placeholder: input.placeholder }),
    Extension.create({
      name: 'composerKeys',
      // Before the formats, of which one breaks the line at Ctrl+Enter.
      priority: 1000,
      addKeyboardShortcuts: () => ({
        'Mod-Enter': act(({ send }) => send()),
        'Mod-Shift-Enter': act(({ later }) => later()),
        'Mod-k': act(({ link }) => link()),
        Escape: act(({ leave }) => leave()),
      }),
    }),
  ];
}
