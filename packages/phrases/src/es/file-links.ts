/** Archivos que van como enlace: en el correo y en su página. */
export const fileLinkPhrases = {
  intro: 'Archivos que no caben en el correo; descárgalos hasta el {{day}}:',
  from: '{{name}} te envió este archivo',
  download: 'Descargar',
  until: 'Puedes descargarlo hasta el {{day}}.',
  endedTitle: 'Este enlace ya no sirve',
  endedText: 'Terminó o alguien lo cerró. Responde al correo en que venía y pide el archivo otra vez.',
};
