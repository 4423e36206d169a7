/** How the board of the demo's agent stands at the told instant; minutes before it. */
export interface Scene {
  stage: 'new' | 'mine_unanswered' | 'answered' | 'your_turn';
  /** Since the last thing that happened. */
  minutesAgo: number;
  /** Who has it; null: nobody. */
  owner: string | null;
  /** Whether the demo's agent has read what the customer wrote last. */
  seen?: boolean;
  refused?: string;
  /** Scenario to tell; absent: any. */
  scenario?: string;
  again?: boolean;
}

const hour = 60;
const day = 24 * hour;

export const boardScenes = (demoAgent: string): Scene[] => [
  { stage: 'new', minutesAgo: 4, owner: null, scenario: 'blank-report-cards' },
  { stage: 'new', minutesAgo: 13, owner: null, scenario: 'app-crash-android' },
  { stage: 'new', minutesAgo: 27, owner: null, scenario: 'new-teachers-accounts' },
  { stage: 'new', minutesAgo: 52, owner: null, scenario: 'payment-not-reflected' },
  { stage: 'new', minutesAgo: 95, owner: null, seen: true },
  { stage: 'new', minutesAgo: 170, owner: null },
  { stage: 'new', minutesAgo: 5 * hour, owner: null, seen: true },
  { stage: 'mine_unanswered', minutesAgo: 18, owner: demoAgent, scenario: 'year-closing-error', seen: true },
  { stage: 'mine_unanswered', minutesAgo: 2 * hour, owner: demoAgent },
  { stage: 'answered', minutesAgo: 12, owner: demoAgent, scenario: 'migration-spreadsheet' },
  { stage: 'answered', minutesAgo: 38, owner: demoAgent },
  { stage: 'answered', minutesAgo: 2 * hour, owner: demoAgent },
  {
    stage: 'answered',
    minutesAgo: 3 * hour,
    owner: demoAgent,
    scenario: 'invoice-wrong-tax-id',
    refused: '550 5.1.1 <{address}>: Recipient address rejected: mailbox unavailable',
  },
  { stage: 'answered', minutesAgo: 6 * hour, owner: demoAgent },
  { stage: 'answered', minutesAgo: day, owner: demoAgent },
  { stage: 'answered', minutesAgo: 2 * day, owner: demoAgent },
  { stage: 'answered', minutesAgo: 3 * day, owner: demoAgent },
  { stage: 'your_turn', minutesAgo: 6, owner: demoAgent, scenario: 'charged-twice' },
  { stage: 'your_turn', minutesAgo: 24, owner: demoAgent, scenario: 'admission-exam-link' },
  { stage: 'your_turn', minutesAgo: 70, owner: demoAgent, scenario: 'custom-report', seen: true },
  { stage: 'your_turn', minutesAgo: 190, owner: demoAgent, scenario: 'slow-mornings', again: true },
  { stage: 'your_turn', minutesAgo: day, owner: demoAgent, seen: true },
  { stage: 'mine_unanswered', minutesAgo: 45, owner: 'ivan' },
  { stage: 'answered', minutesAgo: 25, owner: 'ivan' },
  { stage: 'answered', minutesAgo: 4 * hour, owner: 'ivan' },
  { stage: 'your_turn', minutesAgo: 33, owner: 'ivan' },
  { stage: 'your_turn', minutesAgo: 5 * hour, owner: 'ivan' },
  { stage: 'answered', minutesAgo: 80, owner: 'fernanda' },
  { stage: 'answered', minutesAgo: day, owner: 'fernanda' },
  { stage: 'your_turn', minutesAgo: 15, owner: 'fernanda' },
  { stage: 'your_turn', minutesAgo: 2 * hour, owner: 'fernanda' },
  { stage: 'answered', minutesAgo: 5 * hour, owner: 'rodrigo' },
];
