import { backupCommand } from './backup-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { findByWords } from './file-commands.ts';
import type { InstallationCommand } from './installation-command.ts';
import { restoreCommand } from './restore-command.ts';

/** Everything that works on an installation as a whole. */
export const installationCommands: readonly InstallationCommand[] = [
  backupCommand,
  restoreCommand,
  doctorCommand,
];

/** The command that these words call, with what is named after it. */
export function findInstallationCommand(
  words: readonly string[],
): { command: InstallationCommand; operands: string[] } | null {
  const found = findByWords(installationCommands, words);
  return found && { command: found.command, operands: found.rest };
}
