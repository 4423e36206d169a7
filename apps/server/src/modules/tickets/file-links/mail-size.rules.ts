/** A file as a mail would carry it. */
export interface MailFile {
  id: string;
  sizeBytes: number;
  /** Stands in the text: it cannot become a link. */
  inline: boolean;
  isLinked: boolean;
}

/** Text, headers and boundaries around the files. */
const aroundBytes = 100_000;
const partBytes = 500;

/** A file as it travels: base64 in lines of 76 (RFC 2045 §6.8). */
export function encodedBytes(sizeBytes: number): number {
  return Math.ceil(sizeBytes / 57) * 78 + partBytes;
}

/** Ids of the files that travel as links so that a mail stays below its limit: the largest first, as few as needed. */
export function filesToLink(files: readonly MailFile[], mailBytes: number): string[] {
  const carried = files.filter(({ isLinked }) => !isLinked);
  let total = carried.reduce((sum, { sizeBytes }) => sum + encodedBytes(sizeBytes), aroundBytes);
  const chosen: string[] = [];
  for (const file of carried.filter(({ inline }) => !inline).sort((a, b) => b.sizeBytes - a.sizeBytes)) {
    if (total <= mailBytes) break;
    chosen.push(file.id);
    total -= encodedBytes(file.sizeBytes);
  }
  return chosen;
}

/** Bytes of files, as they lie on disk, that a mail of this size has room for. */
export function fileBytesOf(mailBytes: number): number {
  return Math.floor(((mailBytes - aroundBytes) * 57) / 78);
}
