import { setting, wholeNumber } from '../../platform/config/config.ts';

export const identitySettings = {
  passwordMemoryKib: setting<number>({
    env: 'VENTANILLA_PASSWORD_MEMORY_KIB',
    doc: {
      es: 'Memoria con la que se protege cada contraseña (argon2id), de 1024 a 1048576 KiB. OWASP pide al menos 19456.',
      en: 'Memory that protects each password (argon2id), 1024 to 1048576 KiB. OWASP asks for 19456 or more.',
    },
    schema: wholeNumber(1024, 1_048_576),
    default: 19_456,
  }),
};

/** What the identity module reads of the server's settings. */
export interface IdentityConfig {
  passwordMemoryKib: number;
  publicUrl: string | null;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A session ends after this long without use. */
export const sessionMs = 30 * dayMs;
/** A session in use is prolonged at most this often, so that a request seldom writes. */
export const sessionRenewAfterMs = 1 * dayMs;
/** How long the set-up link is good. */
export const setupTokenHours = 24;
/** `last_used_at` of a key is this coarse. */
export const apiKeyUseGrainMs = minuteMs;

/** Attempts counted in windows of this length. */
export const attemptWindowMs = 15 * minuteMs;
/** Wrong passwords for one e-mail from one client address. */
export const attemptsPerAddressAndEmail = 10;
/** Wrong passwords from one client address; an office shares one. */
export const attemptsPerAddress = 100;
/** Uses of the set-up route from one client address. */
export const setupAttemptsPerAddress = 20;
