import { lazyPart } from '../../../shared/components/lazy-part.ts';
import { loadPhrases } from '../../../shared/i18n/page-phrases.ts';

// With their phrases: the conversation is there first.

export const HeadChips = lazyPart(async () => {
  const [module] = await Promise.all([import('./classifying.ts'), loadPhrases('classify')]);
  return { default: module.HeadChips };
});

export const ClassificationRows = lazyPart(async () => {
  const [module] = await Promise.all([import('./classifying.ts'), loadPhrases('classify')]);
  return { default: module.ClassificationRows };
});

export const ClassifiedLine = lazyPart(async () => {
  const [module] = await Promise.all([import('./classifying.ts'), loadPhrases('classify')]);
  return { default: module.ClassifiedLine };
});
