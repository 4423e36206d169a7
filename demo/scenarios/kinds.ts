import type { ScenarioKind } from '../story/scenario.ts';

const question: ScenarioKind = { typeKey: 'question', priorityKey: 'normal' };
const problem: ScenarioKind = { typeKey: 'problem', priorityKey: 'urgent', flag: 'orange' };
const critical: ScenarioKind = {
  typeKey: 'problem',
  priorityKey: 'critical',
  flag: 'orange',
  tag: 'critical_case',
};
const task: ScenarioKind = { typeKey: 'task', priorityKey: 'normal', flag: 'blue' };
const request: ScenarioKind = { typeKey: 'request', priorityKey: 'normal' };
const complaint: ScenarioKind = { ...problem, tag: 'complaint' };

/** What whoever takes it says of each; a scenario that is not named is a question. */
const kinds: Readonly<Record<string, ScenarioKind>> = {
  'blank-report-cards': problem,
  'capture-closed': request,
  'excel-import-grades': problem,
  'year-closing-error': critical,
  'rubric-change': task,
  'parents-see-grades-early': critical,
  'email-change-lost-access': task,
  'teacher-sees-no-groups': problem,
  'new-teachers-accounts': task,
  'app-crash-android': problem,
  'former-employee-access': { ...task, priorityKey: 'urgent' },
  'second-guardian': request,
  'single-sign-on': request,
  'charged-twice': complaint,
  'payment-not-reflected': complaint,
  'invoice-wrong-tax-id': request,
  'scholarship-not-applied': problem,
  'late-fee-holiday': complaint,
  'refund-dropout': request,
  'cash-desk-closing': problem,
  'admission-exam-link': { ...problem, flag: 'green' },
  'duplicate-student': task,
  'move-siblings-group': request,
  'migration-spreadsheet': task,
  'official-file-format': problem,
  'withdrawal-by-mistake': critical,
  'prospect-form': problem,
  'attendance-duplicated': problem,
  'timetable-clash': problem,
  'wrong-audience-notice': complaint,
  'slow-mornings': complaint,
  'custom-report': request,
  'training-request': request,
  'privacy-request': { ...request, priorityKey: 'urgent' },
  'feature-wish': request,
};

export const kindOf = (key: string): ScenarioKind => kinds[key] ?? question;
/** Every key that has a kind of its own. */
export const kindKeys = Object.keys(kinds);
