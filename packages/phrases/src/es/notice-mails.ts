/** Lo que dice el correo que junta varios avisos, uno por línea. */
export const noticeMailWords = {
  noSubject: '(sin asunto)',
  assigned: 'Ahora es tuyo.',
  reassigned: 'Ya no es tuyo.',
  answered: '{{requester}} respondió.',
  answeredMore: '{{requester}} respondió: {{count}} mensajes.',
  warned: 'Está por vencer.',
  breached: 'Se venció su tiempo.',
  mentioned: 'Te mencionaron.',
  duty: 'Un deber de tus rutinas está por vencer.',
  mailbox: 'Un buzón tiene problemas.',
  tickets: '{{count}} tickets',
  assignedRun: 'Ahora son tuyos.',
  reassignedRun: 'Ya no son tuyos.',
  more: 'Y {{count}} más en tus avisos.',
};
