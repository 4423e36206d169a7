import type { DeskPhrases } from '../es/index.ts';

export const machines: DeskPhrases['machines'] = {
  bounce: {
    mark: 'Not delivered',
    permanent: 'This could not be delivered to {{address}}.',
    temporary: 'This has not been delivered to {{address}} yet.',
    unknown: 'This mail could not be delivered.',
    said: 'Their server said: {{words}}',
    noWords: 'nothing else',
    addressFails: 'The last mail to {{address}} bounced:',
    addressDelays: 'The last mail to {{address}} is delayed:',
    clear: 'It works now',
    clearOf: 'Clear the mark of {{address}}: it works now',
  },
};
