import { expect, it } from 'vitest';
import { componentStyleBreaches } from './component-styles.mjs';

const sheets = new Set(['Button', 'Checkbox', 'Pill', 'PillsInput', 'Switch']);
const styles = { path: 'apps/desk/src/app/styles.ts', text: "import '@mantine/core/styles/Button.css';" };
const layout = {
  path: 'apps/desk/src/features/settings/settings-layout.tsx',
  text: "import '@mantine/core/styles/Switch.css';",
};
const missing = (text, path = 'apps/desk/src/features/board/dialog.tsx') =>
  componentStyleBreaches({ files: [styles, layout, { path, text }], sheets }).map(({ message }) =>
    message.replace(/^.*styles\/(\w+)\.css.*$/, '$1'),
  );

it.each([
  ["import { Button, Checkbox } from '@mantine/core';", ['Checkbox']],
  ["import {\n  Checkbox,\n  type CheckboxProps,\n} from '@mantine/core';", ['Checkbox']],
  ["import { MultiSelect } from '@mantine/core';", ['Pill', 'PillsInput']],
  ["import '@mantine/core/styles/Checkbox.css';\nimport { Checkbox } from '@mantine/core';", []],
  ["import { Group, Button } from '@mantine/core';", []],
  ["import { Switch } from '@mantine/core';", ['Switch']],
])('%s lacks %j', (text, lacking) => {
  expect(missing(text)).toEqual(lacking);
});

it('what the settings bring holds within them alone', () => {
  const text = "import { Switch } from '@mantine/core';";
  expect(missing(text, 'apps/desk/src/features/settings/triage/weights.tsx')).toEqual([]);
});
