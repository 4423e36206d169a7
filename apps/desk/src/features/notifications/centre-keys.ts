import type { Notification } from '@ventanilla/web';
import type { KeyboardEvent } from 'react';
import { closeLayer } from '../../shared/actions/desk-layer.ts';
import { useMe } from '../../shared/session/session.ts';
import type { Marks } from './use-marks.ts';

interface CentreKeysInput {
  panel: { current: HTMLElement | null };
  lines: readonly Notification[];
  marks: Marks;
  onPostpone(line: Notification): void;
}

/**
 * `j` and `k` or arrows move, `u` marks unread or read, `p` puts off, Escape closes; Enter follows the link it stands
 * on.
 */
export function useCentreKeys({ panel, lines, marks, onPostpone }: CentreKeysInput) {
  const { singleKeys } = useMe().preferences;
  const move = (by: 1 | -1) => {
    const links = [...(panel.current?.querySelectorAll<HTMLElement>('[data-notice]') ?? [])];
    const at = links.findIndex((link) => link.parentElement?.contains(document.activeElement));
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  return (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Escape') {
      event.stopPropagation();
      return closeLayer();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
    const isDown = key === 'ArrowDown' || (singleKeys && key === 'j');
    if (isDown || key === 'ArrowUp' || (singleKeys && key === 'k')) {
      event.preventDefault();
      return move(isDown ? 1 : -1);
    }
    if (!singleKeys || (key !== 'u' && key !== 'p')) return;
    const id =
      document.activeElement?.parentElement?.querySelector<HTMLElement>('[data-notice]')?.dataset.notice;
    const line = lines.find((one) => one.id === id);
    if (!line) return;
    event.preventDefault();
    if (key === 'p') onPostpone(line);
    else void marks.mark(line, line.readAt === null);
  };
}
