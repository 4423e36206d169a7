import { z } from 'zod';

const keys = ['oauth', 'imap', 'smtp', 'scopes'] as const;
const protocols: Record<(typeof keys)[number], RegExp> = {
  oauth: /^https?:$/,
  imap: /^imaps?:$/,
  smtp: /^smtps?:$/,
  scopes: /^https:$/,
};

/** Places of a provider that a setting puts in place of its customary ones. */
export type ProviderPlaces = Partial<Record<(typeof keys)[number], string>>;

/** `oauth=https://…,imap=imaps://host:993,smtp=smtps://host:465,scopes=https://…` → its parts. */
export const providerPlaces = z.string().transform((text, context): ProviderPlaces => {
  const places: ProviderPlaces = {};
  for (const part of text.split(',').filter((each) => each.trim() !== '')) {
    const [name = '', ...rest] = part.trim().split('=');
    const url = rest.join('=');
    const key = keys.find((known) => known === name);
    if (!key || !URL.canParse(url) || !protocols[key].test(new URL(url).protocol)) {
      context.addIssue({ code: 'custom', message: part });
      return z.NEVER;
    }
    places[key] = url.replace(/\/+$/, '');
  }
  return places;
});
