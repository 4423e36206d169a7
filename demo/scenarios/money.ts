import type { Scenario } from '../story/scenario.ts';

/** Pagos, facturas, becas y cobranza. */
export const moneyScenarios: readonly Scenario[] = [
  {
    key: 'charged-twice',
    from: ['parent'],
    subjects: ['Me cobraron dos veces la colegiatura', 'Pago de reinscripción cobrado dos veces'],
    turns: [
      [
        'Pagué la colegiatura de {mes} con tarjeta y aparecen dos cargos de {monto}, con un minuto de diferencia. Necesito que me devuelvan uno.',
        'El pago en línea marcó error, lo intenté de nuevo y me cobraron dos veces {monto}.',
      ],
      'Lamento el susto. ¿Me compartes el comprobante de tu banco donde se ven los dos cargos? Con eso lo rastreo con la pasarela.',
      'Este es el comprobante.',
      'Confirmado: el segundo cargo se canceló en automático con el folio {folio}. Según tu banco se refleja entre uno y tres días hábiles.',
      'Ya vi la devolución en mi cuenta. Gracias por no dejarme con la duda.',
    ],
    note: 'La pasarela confirma la reversa {folio}. Si el banco no la refleja en tres días, pedir apoyo a Cobranza.',
    file: { turn: 2, kind: 'pdf', name: 'comprobante-banco.pdf' },
    again: [
      'Pasaron los tres días y la devolución del folio {folio} todavía no aparece en mi estado de cuenta.',
      'Lo escalé con la pasarela y el banco ya tiene la instrucción; me dieron hasta mañana al mediodía. Yo te aviso.',
      'Hoy amaneció reflejado. Muchas gracias.',
    ],
  },
  {
    key: 'payment-not-reflected',
    from: ['parent', 'office'],
    opensByRole: true,
    subjects: ['El pago de {mes} no aparece', 'Pago por transferencia sin aplicar'],
    turns: [
      [
        'Hice la transferencia de {mes} hace cuatro días y en el estado de cuenta de {alumno} sigue apareciendo el adeudo con recargo.',
        'Una familia de {grupo} pagó {mes} por transferencia y el sistema no lo aplica. La referencia es {folio}.',
      ],
      'Encontré el depósito: llegó con la referencia del ciclo anterior. Ya lo apliqué a {mes} y retiré el recargo.',
      'Ya aparece pagado. ¿Cuál es la referencia correcta para los siguientes?',
      'La nueva termina en los mismos cuatro dígitos de tu matrícula. La ves en Pagos > Mi referencia.',
    ],
  },
  {
    key: 'invoice-wrong-tax-id',
    from: ['parent', 'office'],
    subjects: ['Factura con datos fiscales anteriores', 'Corregir RFC en la factura de {mes}'],
    turns: [
      [
        'La factura de {mes} salió con mis datos fiscales anteriores. ¿Se puede cancelar y emitir de nuevo?',
        'Necesito refacturar {mes}: el régimen fiscal que aparece no es el mío y mi contadora no la acepta.',
      ],
      'Sí se puede dentro del mismo mes. Actualiza tus datos en Pagos > Datos fiscales y avísame; cancelo la anterior y emito la nueva.',
      'Ya los actualicé. Gracias.',
      'Quedó emitida con los datos nuevos. Te adjunto el PDF; el XML lo descargas en Pagos > Facturas.',
      'Perfecto, ya la envié a mi contadora.',
    ],
    file: { turn: 3, kind: 'pdf', name: 'factura.pdf' },
  },
  {
    key: 'scholarship-not-applied',
    from: ['parent', 'office'],
    opensByRole: true,
    subjects: ['La beca de {alumno} no se aplicó en {mes}', 'Beca sin reflejarse en el estado de cuenta'],
    turns: [
      [
        'A {alumno} le autorizaron beca del 30 % y en {mes} le cobraron completo.',
        'Capturamos la beca de {alumno} desde agosto y el sistema la sigue ignorando al generar los cargos.',
      ],
      'La beca está capturada, pero su vigencia empieza en el siguiente mes. ¿Debe aplicar desde {mes}?',
      'Sí, el oficio dice que es desde el inicio del ciclo.',
      'Cambié la vigencia y recalculé los cargos: quedó un saldo a favor que se descuenta en el próximo pago.',
      'Gracias, ya le avisé a la familia.',
    ],
  },
  {
    key: 'late-fee-holiday',
    from: ['office', 'head'],
    subjects: ['Recargos generados en día inhábil', 'Quitar recargos de {mes}'],
    turns: [
      'El sistema generó recargos el día 10, que fue inhábil, a {n} familias. ¿Los pueden retirar en bloque?',
      'Sí. Para que no vuelva a ocurrir, ¿quieren que los vencimientos se recorran al siguiente día hábil?',
      'Sí, por favor, y que quede así todo el ciclo.',
      'Retiré los recargos y activé la regla. En Cobranza > Reglas la pueden consultar.',
    ],
    note: 'Recargos retirados con folio {folio}. La regla de día hábil quedó en todos los niveles.',
  },
  {
    key: 'bank-reconciliation',
    from: ['office'],
    subjects: ['La conciliación bancaria no cuadra', 'Diferencia en la conciliación de {mes}'],
    turns: [
      [
        'La conciliación de {mes} no cuadra por {monto}. Subí el archivo del banco y marca {n} movimientos sin identificar.',
        'Al importar el estado de cuenta del banco quedan movimientos repetidos y el total no coincide.',
      ],
      'Gracias por el detalle. ¿Me mandas el archivo tal como lo descargas del banco, sin abrirlo antes en Excel?',
      'Aquí va el archivo original.',
      'El banco cambió el formato de fecha este mes. Ya lo ajustamos: vuelve a importarlo y los movimientos repetidos se descartan solos.',
      'Cuadró al centavo. Gracias.',
    ],
    file: { turn: 2, kind: 'csv', name: 'movimientos-banco.csv' },
  },
  {
    key: 'payment-plan',
    from: ['office', 'head'],
    subjects: ['Convenio de pago para una familia', '¿Se puede dividir un adeudo en parcialidades?'],
    turns: [
      'Queremos dar facilidades a una familia con adeudo de {monto}. ¿El sistema permite dividirlo en parcialidades sin recargos?',
      'Sí: en Cobranza > Convenios eliges el adeudo, el número de pagos y la fecha de cada uno. Los recargos se detienen mientras el convenio esté al corriente.',
      '¿Y si no pagan una parcialidad?',
      'Se reactiva el adeudo original y te llega un aviso. Si quieres, lo reviso contigo por teléfono antes de activarlo.',
      'No hace falta, quedó claro. Gracias.',
    ],
  },
  {
    key: 'refund-dropout',
    from: ['parent', 'office'],
    subjects: ['Devolución por baja de {alumno}', 'Reembolso de inscripción'],
    turns: [
      'Dimos de baja a {alumno} antes de iniciar clases. ¿Cómo se solicita la devolución de la inscripción?',
      'La devolución la autoriza la administración de la escuela; nosotros solo la registramos. Ya les reenvié tu mensaje y te copio su respuesta en cuanto llegue.',
      'Me respondieron que sí procede, con folio {folio}.',
      'Con ese folio registré la devolución por {monto}. Se deposita a la misma cuenta en cinco días hábiles.',
      'Recibido el depósito. Gracias.',
    ],
  },
  {
    key: 'cash-desk-closing',
    from: ['office'],
    subjects: ['No puedo hacer el corte de caja', 'El corte de caja se queda cargando'],
    turns: [
      'El corte de caja de hoy se queda cargando y no puedo cerrar. Tenemos fila de familias esperando.',
      'Ya lo destrabé: había un cobro abierto en otra ventana. Puedes cerrar y volver a abrir la caja.',
      'Ya pude. ¿Qué hago para que no vuelva a pasar?',
      'Cierra la ventana del recibo después de imprimirlo. Además, esta semana liberamos un cambio que cierra esos cobros solo.',
    ],
  },
  {
    key: 'our-own-invoice',
    from: ['head', 'office'],
    subjects: ['Factura de nuestra licencia de Aula Clara', 'Orden de compra para renovar'],
    turns: [
      'Necesitamos la factura de la licencia anual con el número de orden de compra {folio}. Contabilidad no paga sin ese dato.',
      'Con gusto. La reemitimos con la orden de compra en las observaciones; te la adjunto.',
      'Contabilidad ya la aceptó. Se programa para el {dia}.',
      'Gracias por confirmarlo. Cualquier cosa con el pago, quedo al pendiente.',
    ],
    file: { turn: 1, kind: 'pdf', name: 'factura-licencia.pdf' },
  },
];
