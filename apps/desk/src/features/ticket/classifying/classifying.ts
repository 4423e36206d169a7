export { ClassificationRows } from './classification-rows.tsx';
export { ClassifiedLine } from './classified-line.tsx';
export { HeadChips } from './head-chips.tsx';
