/**
 * What a clock measures. `first_response`: until our first answer; `next_response`: until we answer what the customer
 * wrote since; `resolution`: until the ticket is closed; `no_news`: time in which the customer was told nothing.
 */
export const clockMetrics = ['first_response', 'next_response', 'resolution', 'no_news'] as const;
