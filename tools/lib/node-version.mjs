// Imported before anything else by every command: an old Node must meet one clear line, not a stack trace.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Ventanilla necesita Node.js 20.19 o superior (aquí: ${process.versions.node}). / ` +
      `Ventanilla needs Node.js 20.19 or newer (here: ${process.versions.node}).\n`,
  );
  process.exit(1);
}
