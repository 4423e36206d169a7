/** What the editor's formats listen to, as the sheet of keys tells it (those of its extensions). */
export const formatKeys = {
  bold: 'mod+b',
  italic: 'mod+i',
  underline: 'mod+u',
  strike: 'mod+shift+s',
  bulletList: 'mod+shift+8',
  orderedList: 'mod+shift+7',
  blockquote: 'mod+shift+b',
  code: 'mod+e',
  codeBlock: 'mod+alt+c',
} as const;
