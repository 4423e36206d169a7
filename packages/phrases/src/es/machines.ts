/** Lo que escriben las máquinas: rebotes, acuses de recibo, ciclos y spam. */
export const machines = {
  bounce: {
    mark: 'No llegó',
    permanent: 'No se pudo entregar a {{address}}.',
    temporary: 'Todavía no se entrega a {{address}}.',
    unknown: 'Este correo no se pudo entregar.',
    said: 'Su servidor dijo: {{words}}',
    noWords: 'sin más explicación',
    addressFails: 'El último correo a {{address}} rebotó:',
    addressDelays: 'El último correo a {{address}} se retrasa:',
    clear: 'Ya funciona',
    clearOf: 'Quitar la marca de {{address}}: ya funciona',
  },
};
