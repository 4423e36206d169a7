import type { DemoStatus } from '@ventanilla/contracts/demo';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { PasswordAuth } from '../identity/index.ts';

export interface DemoAdding {
  status(): Promise<DemoStatus>;
  /**
   * Begins, unless it is under way or done already, and answers at once. `ownerId`: the agent whose board shows it.
   * Throws `demo.in_use`.
   */
  begin(input: { ownerId: string }): Promise<DemoStatus>;
  /** Gives up what is under way, of which nothing is kept. */
  stop(): Promise<void>;
}

/**
 * Adds the example company in the background, in one transaction: a process that ends half way leaves nothing of it.
 * How far it got is known to this process alone; others see it once it is there.
 */
export function createDemoAdding(
  platform: Pick<Platform, 'db' | 'transact' | 'ids' | 'clock' | 'files' | 'log'>,
  deps: { auth: PasswordAuth },
): DemoAdding {
  let running: Promise<void> | null = null;
  let progress = 0;
  let hasFailed = false;
  let isStopping = false;

  // Read only when it is wanted: the company's story is as large as a module.
  const seeder = () => import('../../../../../demo/seed.ts');

  async function add(ownerId: string) {
    try {
      const { seedDemo } = await seeder();
      const onProgress = (share: number) => {
        if (isStopping) throw new Error('the process stops');
        progress = share;
      };
      const made = await seedDemo(platform, { ...deps, join: { ownerId }, onProgress });
      hasFailed = made.kind === 'refused';
    } catch (error) {
      hasFailed = true;
      if (!isStopping) platform.log.error({ err: error }, 'the example company could not be added');
    } finally {
      running = null;
    }
  }

  async function status(): Promise<DemoStatus> {
    if (running) return { state: 'adding', progress };
    const { findDemo } = await seeder();
    const found = await findDemo(platform.db, { joining: true });
    if (found?.kind === 'kept') return { state: 'added', progress: 1 };
    if (found) return { state: 'in_use', progress: 0 };
    return { state: hasFailed ? 'failed' : 'available', progress: 0 };
  }

  return {
    status,
    async begin({ ownerId }) {
      const before = await status();
      if (before.state === 'in_use') throw new AppError('demo.in_use');
      if (before.state === 'added' || before.state === 'adding') return before;
      // Somebody else began while this looked.
      if (running) return { state: 'adding', progress };
      progress = 0;
      running = add(ownerId);
      return { state: 'adding', progress };
    },
    async stop() {
      isStopping = true;
      await running;
    },
  };
}
