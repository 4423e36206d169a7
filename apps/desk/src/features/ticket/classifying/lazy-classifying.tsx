import { lazy } from 'react';
import { loadPhrases } from '../../../shared/i18n/page-phrases.ts';

/** With its phrases: the conversation is there first. */
const load = async () => {
  const [module] = await Promise.all([import('./classifying.ts'), loadPhrases('classify')]);
  return module;
};

export const HeadChips = lazy(async () => ({ default: (await load()).HeadChips }));
export const ClassificationRows = lazy(async () => ({ default: (await load()).ClassificationRows }));
export const ClassifiedLine = lazy(async () => ({ default: (await load()).ClassifiedLine }));
