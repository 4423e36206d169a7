/** La búsqueda: su página y la paleta. */
export const search = {
  title: 'Búsqueda',
  label: 'Buscar, ir o hacer',
  placeholder: 'ID, nombre, teléfono o correo',
};
