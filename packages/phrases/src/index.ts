export { errorPhrases } from './es/errors.ts';
