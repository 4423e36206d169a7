/** The page of the desk where the first administrator is made. */
export function setupLink(base: string, token: string): string {
  return `${base.replace(/\/+$/, '')}/setup?token=${token}`;
}
