export { appendEvents, event, type NewEvent } from './append.ts';
export { registerConsumers } from './cursors.ts';
export type { LoggedEvent } from './log-portion.ts';
export { createLogReader } from './log-reader.ts';
export { createReactionRunner, type Reaction, retrySetAside } from './reactions.ts';
export { createSequencer, type Sequencer } from './sequencer.ts';
