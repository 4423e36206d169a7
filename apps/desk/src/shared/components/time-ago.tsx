import { fullDateTime, relativeTime } from '@ventanilla/web';
import { useFormat } from '../hooks/use-format.ts';

/** How long ago, renewed by itself; the whole date is in its title. */
export function TimeAgo({ at }: { at: string }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={fullDateTime(at, format)}>
      {relativeTime(at, format)}
    </time>
  );
}
