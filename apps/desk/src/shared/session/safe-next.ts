/**
 * A path of this desk to go on to after signing in; anything that could lead elsewhere becomes the board. Browsers
 * read a backslash as a slash and leave control signs out.
 */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) ? next : '/';
}
