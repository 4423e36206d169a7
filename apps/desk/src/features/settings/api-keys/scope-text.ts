import type { Permission } from '@ventanilla/web';

type Underscored<P> = P extends `${infer Area}:${infer Act}` ? `${Area}_${Act}` : never;

/** The phrase of a permission in `settings:apiKeys.scopeText`; a colon would mean another dictionary. */
export function scopePhrase<P extends Permission>(permission: P): Underscored<P> {
  return permission.replace(':', '_') as Underscored<P>;
}
