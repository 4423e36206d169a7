import { z } from 'zod';

/**
 * Where a ticket stands for its present owner (P3). `new`: no answer by them yet; `answered`: we wrote last;
 * `your_turn`: the customer wrote last; `done`: closed or ignored.
 */
const stages = ['new', 'answered', 'your_turn', 'done'] as const;
export const stage = z.enum(stages);
