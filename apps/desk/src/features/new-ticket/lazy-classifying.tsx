import { lazyPart } from '../../shared/components/lazy-part.ts';
import { loadPhrases } from '../../shared/i18n/page-phrases.ts';

// With their phrases: the rest of the form is there first.

export const SubjectForm = lazyPart(async () => {
  const [module] = await Promise.all([import('./subject-form.tsx'), loadPhrases('classify')]);
  return { default: module.SubjectForm };
});

export const TypeAndPriority = lazyPart(async () => {
  const [module] = await Promise.all([import('./how-form.tsx'), loadPhrases('classify')]);
  return { default: module.TypeAndPriority };
});

export const TagsForm = lazyPart(async () => {
  const [module] = await Promise.all([import('./how-form.tsx'), loadPhrases('classify')]);
  return { default: module.TagsForm };
});

export const DueForm = lazyPart(async () => {
  const [module] = await Promise.all([import('./how-form.tsx'), loadPhrases('classify')]);
  return { default: module.DueForm };
});
