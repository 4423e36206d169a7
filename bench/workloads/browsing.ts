import type { Bench, Figure } from './context.ts';

export async function measureBrowser(_bench: Bench): Promise<Figure[]> {
  return [];
}
