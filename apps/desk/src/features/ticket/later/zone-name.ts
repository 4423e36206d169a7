import type { FormatContext } from '@ventanilla/web';

/** A zone as people call it: `hora estándar central (Mexico City)`. */
export function zoneName(timeZone: string, { language, now }: FormatContext): string {
  const name = new Intl.DateTimeFormat(language === 'es' ? 'es-MX' : 'en-US', {
    timeZone,
    timeZoneName: 'long',
  })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return name ? `${name} (${place})` : place;
}
