import { lazy } from 'react';
import { loadPhrases } from '../../shared/i18n/page-phrases.ts';

/** With its phrases; the rest of the form is there first. */
const loadHow = async () => {
  const [module] = await Promise.all([import('./how-form.tsx'), loadPhrases('classify')]);
  return module;
};

export const SubjectForm = lazy(async () => {
  const [module] = await Promise.all([import('./subject-form.tsx'), loadPhrases('classify')]);
  return { default: module.SubjectForm };
});
export const TypeAndPriority = lazy(async () => ({ default: (await loadHow()).TypeAndPriority }));
export const TagsForm = lazy(async () => ({ default: (await loadHow()).TagsForm }));
export const DueForm = lazy(async () => ({ default: (await loadHow()).DueForm }));
