/** Formats that can be on or off where the caret is. */
export const formats = [
  'bold',
  'italic',
  'underline',
  'strike',
  'bulletList',
  'orderedList',
  'blockquote',
  'code',
  'codeBlock',
] as const;
export type Format = (typeof formats)[number];

/** What the toolbar draws: formats that are on, and the address of the link under the caret. */
export interface EditorState {
  on: ReadonlySet<Format>;
  href: string | null;
  /** Whether words are selected, which a link would then lead from. */
  hasSelection: boolean;
}

export const restingState: EditorState = { on: new Set(), href: null, hasSelection: false };

/** What the composer can ask of the editor, whose code is loaded later. */
export interface EditorHandle {
  focus(place?: 'end'): void;
  toggle(format: Format): void;
  insertText(text: string): void;
  /** Links the selected words, or writes `words` where none are; null takes the link away. */
  setLink(href: string | null, words?: string): void;
  /** Shows a picture at the caret, or at `position`, while it is still on its way. */
  insertPicture(picture: { localId: string; url: string; name: string }, position?: number): void;
  /** The picture arrived as `uploadId`, or failed with null. Answers false where it is not in the text any more. */
  settlePicture(localId: string, uploadId: string | null): boolean;
  removePicture(localId: string): void;
}
