export { FieldsPanel } from './fields/fields-panel.tsx';
export { StatusesPanel } from './statuses/statuses-panel.tsx';
export { SubjectsPanel } from './subjects/subjects-panel.tsx';
export { TagsPanel } from './tags/tags-panel.tsx';
export { TypesPanel } from './types/types-panel.tsx';
