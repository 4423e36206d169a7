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

export interface IdentityModuleConfig extends IdentityConfig {
  /** Where links lead without a public address, on this machine. */
  port: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A session ends after this long without use. */
export const sessionMs = 30 * dayMs;
/** One of a browser that is to remember nothing ends after this long. */
export const shortSessionMs = 12 * hourMs;
/** A session in use is prolonged, and noted as seen, at most this often, so that a request seldom writes. */
export const sessionRenewAfterMs = 1 * hourMs;
/** How long the set-up link is good. */
export const setupTokenHours = 24;
/** `last_used_at` of a key is this coarse. */
export const apiKeyUseGrainMs = minuteMs;

/** Attempts counted in windows of this length. */
export const attemptWindowMs = 15 * minuteMs;
/** Wrong passwords for one e-mail from one client address. */
export const attemptsPerAddressAndEmail = 10;
/** Wrong passwords for one e-mail from wherever: whoever has many addresses has no more guesses for it. */
export const attemptsPerEmail = 100;
/** Wrong passwords from one client address; an office shares one. */
export const attemptsPerAddress = 100;
/** Uses of the set-up route from one client address. */
export const setupAttemptsPerAddress = 20;
/** Uses of links of mails from one client address; their secrets cannot be guessed, their passwords cost work. */
export const linkAttemptsPerAddress = 60;
/** Links to a new password asked for from one client address; an office shares one. */
export const resetRequestsPerAddress = 30;
/** Mails with a link to a new password for one e-mail, whoever asks. */
export const resetMailsPerEmail = 3;
/** Wrong own passwords of somebody signed in, and wrong codes of a second step, for one agent. */
export const attemptsPerAgent = 10;

/** The answer to a forgotten password takes at least this long, whether or not anybody has that address. */
export const resetAnswerMs = 250;
/** How long the second step of a sign-in may take. */
export const challengeMs = 5 * minuteMs;
/** Wrong codes for one sign-in. */
export const challengeAttemptsMax = 5;
