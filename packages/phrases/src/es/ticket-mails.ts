/** Lo que los avisos de un ticket por correo dicen además de sus frases. */
export const ticketMailWords = {
  requester: 'Solicitante',
  organization: 'Organización',
  department: 'Departamento',
  owner: 'Responsable',
  priority: 'Prioridad',
  flag: 'Bandera',
  nobody: 'Nadie todavía',
  lastWords: 'Lo último, de {{author}}:',
  noSubject: '(sin asunto)',
  someone: 'Alguien',
  answer:
    'Responde a este correo y tu respuesta le llega a {{requester}}. Si empieza con #nota, queda como nota interna.',
  noAnswer: 'Las respuestas a este correo no llegan al ticket.',
  closedSubject: { tu: 'Cerramos tu ticket {{number}}', usted: 'Cerramos su ticket {{number}}' },
  closedText: {
    tu: 'Hola, {{name}}:\n\nCerramos tu ticket {{number}}, «{{subject}}». Si necesitas algo más sobre esto, responde a este correo y lo retomamos.\n\n{{organization}}',
    usted:
      'Hola, {{name}}:\n\nCerramos su ticket {{number}}, «{{subject}}». Si necesita algo más sobre esto, responda a este correo y lo retomamos.\n\n{{organization}}',
  },
};
