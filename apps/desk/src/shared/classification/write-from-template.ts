/** What the customer would have written, from the answers of the form; what is not answered yet is an ellipsis. */
export function writeFromTemplate(template: string, read: (key: string) => string): string {
  return template.replace(/\{([a-z0-9][a-z0-9_-]*)\}/g, (_, key: string) => read(key) || '…');
}
