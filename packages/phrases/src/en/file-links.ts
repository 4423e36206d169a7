import type { fileLinkPhrases as es } from '../es/file-links.ts';

/** Files that travel as links: in the mail and on their page. */
export const fileLinkPhrases: typeof es = {
  intro: 'Files too large for the mail; download them until {{day}}:',
  from: '{{name}} sent you this file',
  download: 'Download',
  until: 'You can download it until {{day}}.',
  endedTitle: 'This link no longer works',
  endedText: 'It ended, or somebody closed it. Answer the mail it came in and ask for the file again.',
};
