/** Set-up messages go to stderr: the stdout of a command belongs to the command. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
