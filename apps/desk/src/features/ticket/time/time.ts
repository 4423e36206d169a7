export { TimeDialog } from './time-dialog.tsx';
export { TimeLine } from './time-line.tsx';
export { TimeRow } from './time-row.tsx';
