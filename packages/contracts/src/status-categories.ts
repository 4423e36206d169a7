/** What the product understands of a status; an installation may have several of each. */
export const statusCategories = [
  'open',
  'in_progress',
  'waiting_customer',
  'waiting_area',
  'to_validate',
  'closed',
  'ignored',
] as const;
export type StatusCategory = (typeof statusCategories)[number];
