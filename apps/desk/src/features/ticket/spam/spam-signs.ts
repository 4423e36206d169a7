/** Why a filter takes a mail for spam; each has its sentence. */
export const signKeys = [
  'blocked_sender',
  'filter_header',
  'microsoft_filter',
  'only_links',
  'forged_name',
  'address_in_name',
  'forged_domain',
] as const;
export type SpamSign = (typeof signKeys)[number];
