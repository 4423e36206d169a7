/** Sheets of components that have none of their own name alone; every other one has the sheet of its name. */
const composed = {
  MultiSelect: ['Pill', 'PillsInput'],
  TagsInput: ['Pill', 'PillsInput'],
  SegmentedControl: ['SegmentedControl', 'FloatingIndicator'],
};
/** Whoever is drawn within it finds its sheets there. */
const homes = [
  { folder: 'apps/desk/src/', file: 'apps/desk/src/app/styles.ts' },
  { folder: 'apps/desk/src/features/settings/', file: 'apps/desk/src/features/settings/settings-layout.tsx' },
];

const sheetsOf = (text) => [...text.matchAll(/styles\/(\w+)\.css'/g)].map(([, sheet]) => sheet);

function componentsOf(text) {
  return [...text.matchAll(/^import \{([^}]*)\} from '@mantine\/core';/gm)].flatMap(([, names]) =>
    names.split(',').flatMap((name) => (/^\s*type /.test(name) ? [] : [name.trim()])),
  );
}

/**
 * Components of Mantine whose sheet neither their file brings nor the place in which they are drawn: they look right
 * only where another part of the desk happened to be opened before.
 * @param {{ files: { path: string, text: string }[], sheets: ReadonlySet<string> }} options
 *   `sheets`: the names of those that Mantine has
 * @returns {{ path: string, line: number, message: string }[]}
 */
export function componentStyleBreaches({ files, sheets }) {
  const here = homes.map(({ folder, file }) => ({
    folder,
    sheets: sheetsOf(files.find(({ path }) => path === file)?.text ?? ''),
  }));
  return files
    .filter(({ path }) => path.startsWith('apps/desk/src/') && path.endsWith('.tsx'))
    .flatMap(({ path, text }) => {
      const found = new Set([
        ...sheetsOf(text),
        ...here.flatMap((home) => (path.startsWith(home.folder) ? home.sheets : [])),
      ]);
      const wanted = componentsOf(text).flatMap((name) => composed[name] ?? (sheets.has(name) ? [name] : []));
      return [...new Set(wanted)]
        .filter((sheet) => !found.has(sheet))
        .map((sheet) => ({
          path,
          line: 1,
          message: `import '@mantine/core/styles/${sheet}.css' is missing`,
        }));
    });
}
