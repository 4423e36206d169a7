import type { Scenario } from '../story/scenario.ts';
import { accessScenarios } from './access.ts';
import { dailyLifeScenarios } from './daily-life.ts';
import { enrolmentScenarios } from './enrolment.ts';
import { gradeScenarios } from './grades.ts';
import { moneyScenarios } from './money.ts';

export { junk } from './junk.ts';

export const scenarios: readonly Scenario[] = [
  ...gradeScenarios,
  ...accessScenarios,
  ...moneyScenarios,
  ...enrolmentScenarios,
  ...dailyLifeScenarios,
];
