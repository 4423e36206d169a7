import { lazy } from 'react';
import { loadPhrases } from '../../shared/i18n/page-phrases.ts';

// With their phrases: the rest of the form is there first.

export const SubjectForm = lazy(async () => {
  const [module] = await Promise.all([import('./subject-form.tsx'), loadPhrases('classify')]);
  return { default: module.SubjectForm };
});

export const TypeAndPriority = lazy(async () => {
  const [module] = await Promise.all([import('./how-form.tsx'), loadPhrases('classify')]);
  return { default: module.TypeAndPriority };
});

export const TagsForm = lazy(async () => {
  const [module] = await Promise.all([import('./how-form.tsx'), loadPhrases('classify')]);
  return { default: module.TagsForm };
});

export const DueForm = lazy(async () => {
  const [module] = await Promise.all([import('./how-form.tsx'), loadPhrases('classify')]);
  return { default: module.DueForm };
});
