import { clockTime, relativeTime } from '@ventanilla/web';
import { useFormat } from '../../../../shared/hooks/use-format.ts';

const dayMs = 86_400_000;

/** A moment in few words: the hour of the last day, before that how long ago. */
export function useWhen(): (iso: string) => string {
  const format = useFormat();
  return (iso) =>
    format.now.getTime() - new Date(iso).getTime() < dayMs
      ? clockTime(iso, format)
      : relativeTime(iso, format);
}
