import type { TicketSort } from '@ventanilla/contracts/views';
import { dataOf } from '@ventanilla/web';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../shared/api/api.ts';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { liveHub } from '../../../shared/live/live-hub.ts';
import { notifyDone } from '../../../shared/notify.tsx';

/** Spreadsheets in countries that write 1,5 expect semicolons in a CSV. */
export const exportKinds = ['xlsx', 'comma', 'semicolon'] as const;
export type ExportKind = (typeof exportKinds)[number];

type State =
  | { phase: 'choosing' }
  | { phase: 'running'; rows: number; total: number | null }
  | { phase: 'failed'; error: unknown };

const asked = {
  xlsx: { format: 'xlsx' },
  comma: { format: 'csv', separator: 'comma' },
  semicolon: { format: 'csv', separator: 'semicolon' },
} as const;

/** Makes a file of a list and hands it to the browser; how far it is comes by the live stream, where there is one. */
export function useExport(input: { filter: string; sort: TicketSort; onDone(): void }) {
  const { t } = useTranslation('list');
  const [state, setState] = useState<State>({ phase: 'choosing' });
  const running = useRef<AbortController | null>(null);
  const cancel = () => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);

  const start = async (kind: ExportKind) => {
    const control = new AbortController();
    running.current = control;
    const exportId = crypto.randomUUID();
    let total: number | null = null;
    setState({ phase: 'running', rows: 0, total });
    const deafen = liveHub.listen({
      onExport(frame) {
        if (frame.exportId !== exportId) return;
        total = frame.total;
        setState({ phase: 'running', rows: frame.rows, total });
      },
    });
    try {
      const { filter, sort } = input;
      const query = { filter, sort, exportId, ...asked[kind] };
      const file = await dataOf(
        api.GET('/api/v1/tickets/export', { params: { query }, parseAs: 'blob', signal: control.signal }),
      );
      if (control.signal.aborted) return;
      const name = `${t('export.fileName')}-${today()}.${asked[kind].format}`;
      download(file as Blob, name);
      notifyDone(total === null ? t('export.done') : t('export.doneCount', { count: total }));
      input.onDone();
    } catch (error) {
      if (!control.signal.aborted) setState({ phase: 'failed', error });
    } finally {
      deafen();
    }
  };
  return { state, start, cancel };
}

/** `2026-11-21`, by the clock of whoever exports. */
function today(): string {
  return new Date().toLocaleDateString('sv-SE');
}

function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
