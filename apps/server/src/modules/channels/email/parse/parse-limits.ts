/** Limits of what is kept from one mail. The raw bytes stay stored whole. */
export const PARSE_LIMITS = {
  /** Levels of containers within containers. */
  depthMax: 64,
  headerBlockBytesMax: 1024 * 1024,
  htmlCharactersMax: 4 * 1024 * 1024,
  htmlDepthMax: 512,
  htmlTagsMax: 60_000,
  /** Nested quotes and lists; deeper ones are shown at this level. Each puts its mark before every line below it. */
  indentationMax: 8,
  participantsMax: 100,
  partsMax: 1000,
  referencesMax: 100,
  subjectCharactersMax: 998,
  textBytesMax: 1024 * 1024,
} as const;
