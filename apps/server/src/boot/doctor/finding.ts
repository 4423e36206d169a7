import type { Language } from '@ventanilla/contracts/common';
import { doctorPhrases as en } from '@ventanilla/phrases/en/doctor';
import { doctorPhrases as es } from '@ventanilla/phrases/es/doctor';

export type DoctorPhrase = keyof typeof es;

/** `ok`: as it should be. `warn`: it works, but somebody should look. `fail`: it does not work, or will not soon. */
export type Level = 'ok' | 'warn' | 'fail';

/** One thing looked at. Its phrase says what is and, where it is not well, what to do. */
export interface Finding {
  level: Level;
  check: DoctorPhrase;
  params: Record<string, string | number>;
}

const phrases: Record<Language, Record<DoctorPhrase, string>> = { es, en };

export const finding = (level: Level, check: DoctorPhrase, params: Finding['params'] = {}): Finding => ({
  level,
  check,
  params,
});

/** A finding in words. */
export function sayFinding({ check, params }: Finding, language: Language): string {
  return phrases[language][check].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
}
