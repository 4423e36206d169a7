export { appendEvents, event, type NewEvent } from './append.ts';
export {
  createReactionRunner,
  type LoggedEvent,
  type Reaction,
  registerConsumers,
  retrySetAside,
} from './reactions.ts';
export { createSequencer, type Sequencer } from './sequencer.ts';
