/** El ticket: conversación, notas, respuesta, datos e historial. */
export const ticket = {
  title: 'Ticket',
};
