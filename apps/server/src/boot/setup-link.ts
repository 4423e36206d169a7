/** The page of the desk where the first administrator is made; its key follows `#`, which no log or referrer sees. */
export function setupLink(base: string, token: string): string {
  return `${base.replace(/\/+$/, '')}/setup#token=${token}`;
}
