import { suggestName } from '../platform/config/suggest.ts';
import { exitUsage, RefusedStart, type Say } from './words.ts';

/** What each flag takes. */
export type FlagShape = Record<string, 'switch' | 'value'>;
export type Flags = Record<string, string | true>;

/**
 * Reads `--name=value`, `--name value` and `--name`; the rest are words. An unknown flag is refused with the
 * known one that is nearest.
 */
export function parseFlags(
  args: readonly string[],
  input: { shape: FlagShape; say: Say },
): { flags: Flags; words: string[] } {
  const { shape, say } = input;
  const refuse = (line: string) => new RefusedStart(line, { exitCode: exitUsage });
  const flags: Flags = {};
  const words: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]!;
    if (!arg.startsWith('-')) {
      words.push(arg);
      continue;
    }
    const [flag = '', ...rest] = arg.split('=');
    const name = flag === '-h' ? 'help' : flag.replace(/^--?/, '');
    const kind = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (!kind) {
      const known = Object.keys(shape).map((one) => `--${one}`);
      throw refuse(say('flags.unknown', { flag, suggestion: suggestion(flag, known, say) }));
    }
    if (kind === 'switch') {
      if (rest.length > 0) throw refuse(say('flags.extra_value', { flag }));
      flags[name] = true;
      continue;
    }
    let value: string | undefined = rest.join('=');
    if (rest.length === 0) value = args[index + 1]?.startsWith('--') ? undefined : args[(index += 1)];
    if (!value) throw refuse(say('flags.no_value', { flag }));
    flags[name] = value;
  }
  return { flags, words };
}

/** ` Did you mean …?`, or nothing. */
export function suggestion(wrong: string, known: readonly string[], say: Say): string {
  const name = suggestName(wrong, known);
  return name ? say('config.suggestion', { name }) : '';
}
