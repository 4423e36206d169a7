import { lazy } from 'react';
import { loadPhrases } from '../../../shared/i18n/page-phrases.ts';

// With their phrases: the conversation is there first.

export const HeadChips = lazy(async () => {
  const [module] = await Promise.all([import('./classifying.ts'), loadPhrases('classify')]);
  return { default: module.HeadChips };
});

export const ClassificationRows = lazy(async () => {
  const [module] = await Promise.all([import('./classifying.ts'), loadPhrases('classify')]);
  return { default: module.ClassificationRows };
});

export const ClassifiedLine = lazy(async () => {
  const [module] = await Promise.all([import('./classifying.ts'), loadPhrases('classify')]);
  return { default: module.ClassifiedLine };
});
