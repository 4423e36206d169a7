import { resolve } from 'node:path';
import type { FlagShape, Flags } from './flags.ts';
import { exitFailure, exitUsage, RefusedStart, type Say } from './words.ts';

/** A command over files: it needs no database and prints as it goes. */
export interface FileCommand {
  /** The words that call it; the words after them name files. */
  words: string;
  flags: FlagShape;
  check(input: { flags: Flags; files: readonly string[]; say: Say }): void;
  /** Answers the exit code. `print` writes one line and resolves when there is room for the next. */
  run(input: {
    files: readonly string[];
    /** Folder that relative names start from. */
    folder: string;
    print(line: string): Promise<void>;
  }): Promise<number>;
}

const parseMails: FileCommand = {
  words: 'mail parse',
  flags: { json: 'switch' },
  check({ flags, files, say }) {
    if (!flags['json'])
      throw new RefusedStart(say('cli.missing_flag', { flag: '--json' }), { exitCode: exitUsage });
    if (files.length === 0) throw new RefusedStart(say('cli.no_files'), { exitCode: exitUsage });
  },
  async run({ files, folder, print }) {
    // Reading mail loads what the other commands never need.
    const { parseFiles } = await import('../modules/channels/index.ts');
    const names = new Map(files.map((file) => [resolve(folder, file), file]));
    const { failed } = await parseFiles([...names.keys()], (report) =>
      print(JSON.stringify({ ...report, file: names.get(report.file) ?? report.file })),
    );
    return failed > 0 ? exitFailure : 0;
  },
};

export const fileCommands: readonly FileCommand[] = [parseMails];

/** The command that these words call, with the files named after it. */
export function findFileCommand(words: readonly string[]): { command: FileCommand; files: string[] } | null {
  const found = findByWords(fileCommands, words);
  return found && { command: found.command, files: found.rest };
}

/** The command whose words these begin with, and the words after them. */
export function findByWords<C extends { words: string }>(
  commands: readonly C[],
  words: readonly string[],
): { command: C; rest: string[] } | null {
  for (const command of commands) {
    const length = command.words.split(' ').length;
    if (words.slice(0, length).join(' ') === command.words) return { command, rest: words.slice(length) };
  }
  return null;
}
