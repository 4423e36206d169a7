/** A quién nombra una regla, dicho dentro de una lista: «Lucero, Majo o quien tiene el ticket». */
export const whoWords = {
  members: 'quien trabaja en el departamento',
  owner: 'quien tiene el ticket',
  nobody: 'nadie por ahora',
};

/** Lo que un departamento pide antes de cerrar, como se dice cuando falta. */
export const closeNeedWords = {
  type: 'Tipo',
  priority: 'Prioridad',
  subject: 'Asunto',
  tags: 'Etiquetas',
  time: 'Tiempo dedicado',
};
