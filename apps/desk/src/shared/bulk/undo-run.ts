import { notifyProblem } from '../notify.tsx';
import { bulkRequests } from './bulk.queries.ts';
import { bulkLayer } from './bulk-layer.ts';

/** Begins the undoing of a run and follows it. */
export async function undoRun(runId: string): Promise<void> {
  try {
    bulkLayer.follow((await bulkRequests.undo(runId)).id);
  } catch (error) {
    notifyProblem(error);
  }
}
