import type { Scenario } from '../story/scenario.ts';

/** Admisiones, inscripciones, altas, bajas y migraciones. */
export const enrolmentScenarios: readonly Scenario[] = [
  {
    key: 're-enrolment-form',
    from: ['parent'],
    subjects: ['No puedo terminar la reinscripción', 'El formulario de reinscripción no avanza'],
    turns: [
      [
        'Llevo dos días intentando reinscribir a {alumno}: en el paso 3 el botón «Continuar» no hace nada.',
        'La reinscripción se queda en «Documentos» aunque ya subí todo. ¿Perdemos el lugar?',
      ],
      'No pierden el lugar. El formulario rechaza fotografías de más de 5 MB y no lo está diciendo bien. ¿Puedes subir la CURP en PDF o en una foto más ligera?',
      'La subí más ligera y avanzó. Ya me pide pagar {monto}, ¿es correcto?',
      'Sí, es la cuota con el descuento por pronto pago. Al pagar te llega el comprobante de inscripción.',
      'Pagado y confirmado. Gracias.',
    ],
    note: 'El mensaje de tamaño de archivo no se ve en móvil. Avisé a desarrollo.',
  },
  {
    key: 'admission-exam-link',
    from: ['office', 'head'],
    subjects: ['Liga del examen de admisión para {n} aspirantes', 'Examen de admisión en línea'],
    turns: [
      [
        'Hoy a las 16:00 presentan examen {n} aspirantes y la liga marca «aún no disponible». ¿La pueden revisar?',
        'Necesitamos programar el examen de admisión de {n} aspirantes para el {dia}. ¿Nos ayudan con la liga?',
      ],
      'La revisé: la ventana quedó configurada para mañana. Ya la moví y puedes probarla con el usuario de demostración.',
      '¿Nos confirman que queda lista media hora antes?',
      'Confirmado: abre 30 minutos antes y el cronómetro inicia cuando cada aspirante entra. Estaré al pendiente durante el examen.',
      'Todo salió sin contratiempos. Gracias por acompañarnos.',
    ],
  },
  {
    key: 'duplicate-student',
    from: ['office'],
    subjects: ['Estudiante duplicado: {alumno}', 'Dos expedientes de la misma persona'],
    turns: [
      [
        '{alumno} aparece dos veces, con matrículas distintas, y los pagos quedaron repartidos entre los dos expedientes.',
        'Control escolar capturó dos veces a {alumno}. ¿Se pueden unir sin perder las calificaciones?',
      ],
      'Sí se pueden unir. ¿Cuál de las dos matrículas se conserva? La otra queda como referencia.',
      'La más reciente. En la otra solo hay un pago.',
      'Unidos. El pago y las calificaciones quedaron en la matrícula vigente y la anterior redirige a ella.',
      'Muchas gracias, ya lo verifiqué.',
    ],
  },
  {
    key: 'move-siblings-group',
    from: ['office', 'head'],
    subjects: ['Cambiar de grupo a dos hermanos sin perder su historial', 'Cambio de grupo a mitad de ciclo'],
    turns: [
      'Necesitamos cambiar a {alumno} y a su hermano de {grupo} a otro grupo, conservando asistencias y calificaciones.',
      'Se hace en Control escolar > Cambio de grupo, con la fecha efectiva. Lo anterior se queda en el grupo original y la boleta lo junta.',
      'Lo intenté y me dice que el grupo destino está lleno.',
      'El cupo estaba en 28. Lo subí a 30 con el visto bueno de tu dirección; ya puedes hacer el cambio.',
      'Quedó. Gracias.',
    ],
  },
  {
    key: 'migration-spreadsheet',
    from: ['it', 'office', 'head'],
    subjects: ['Migración de calificaciones desde Excel', 'Pasar los datos del sistema anterior'],
    turns: [
      [
        'Queremos traer las calificaciones de tres ciclos que tenemos en hojas de Excel. ¿En qué formato las necesitan?',
        'Venimos de otro sistema y tenemos los expedientes en una base exportada. ¿Cómo empezamos la migración?',
      ],
      'Qué gusto. Te mando la plantilla con las columnas que necesitamos; si no tienen algún dato, déjenlo vacío y lo revisamos juntos.',
      'Adjunto la primera parte: son {n} grupos. Faltan los de preparatoria.',
      'La revisé: están bien, salvo {n} matrículas repetidas que te marqué. ¿Puedes confirmar cuál es la buena en cada caso?',
      'Corregidas. Va la versión completa con preparatoria.',
      'Cargado en el ambiente de prueba. Entra con tu usuario y compara tres expedientes al azar, por favor.',
      'Comparé diez y todos coinciden. Adelante con la carga definitiva.',
      'Listo, quedó en producción. Gracias por la paciencia con los detalles.',
    ],
    note: 'La carga definitiva se hizo fuera de horario. Respaldo previo tomado.',
    file: { turn: 2, kind: 'csv', name: 'calificaciones-tres-ciclos.csv' },
  },
  {
    key: 'official-file-format',
    from: ['office'],
    subjects: [
      'El archivo de estadística no lo acepta la plataforma oficial',
      'Formato de estadística de inicio de cursos',
    ],
    turns: [
      'La plataforma oficial rechaza el archivo de estadística que genera el sistema: dice que sobra una columna.',
      'Este año cambió el formato. Ya tenemos la versión nueva y la activé en tu escuela; genera el archivo otra vez, por favor.',
      'Ahora sí lo aceptó, solo que faltan {n} estudiantes de {grupo}.',
      'Esos expedientes no tienen capturado el dato de nacimiento. En cuanto los completes aparecen.',
      'Completados y enviados. Gracias.',
    ],
    again: [
      'Nos regresaron la estadística: ahora piden el turno con otra clave.',
      'Gracias por mandarlo tan rápido. Actualizamos el catálogo de turnos; ya puedes generar de nuevo el archivo.',
      'Aceptado a la primera. Gracias.',
    ],
  },
  {
    key: 'withdrawal-by-mistake',
    from: ['office'],
    subjects: ['Di de baja por error a {alumno}', 'Revertir una baja'],
    turns: [
      'Por error di de baja a {alumno} en lugar de otra persona con el mismo apellido. ¿Se puede revertir?',
      'Sí. Reactivé su expediente con grupo, pagos y calificaciones como estaban. Revísalo con calma, por favor.',
      'Todo aparece, excepto su foto.',
      'La foto se borra con la baja por protección de datos; hay que volver a subirla.',
      'Entendido, la subo. Gracias por salvarme el día.',
    ],
  },
  {
    key: 'documents-pending',
    from: ['parent', 'office'],
    opensByRole: true,
    subjects: ['Aviso de documentos que ya se entregaron', 'Documentos pendientes de {alumno}'],
    turns: [
      [
        'En la cuenta de {alumno} aparece que falta el acta de nacimiento, pero la entregué en agosto.',
        'A {n} familias de {grupo} les sigue apareciendo el aviso de documentos pendientes aunque ya los recibimos.',
      ],
      'El documento está cargado, solo falta que control escolar lo marque como validado. ¿Me confirmas si ya lo revisaron?',
      'Ya lo revisaron y lo aprobaron.',
      'Listo, el aviso desapareció. Gracias por confirmarlo.',
    ],
  },
  {
    key: 'prospect-form',
    from: ['head', 'it'],
    subjects: [
      'El formulario de informes de nuestra página no llega',
      'No recibimos los prospectos de la web',
    ],
    turns: [
      'Desde la semana pasada no nos llegan las solicitudes de informes de la página. ¿Se está guardando en algún lado?',
      'Sí, están en Admisiones > Prospectos; lo que dejó de salir es el aviso por correo, porque la persona que lo recibía se dio de baja. ¿A quién se lo enviamos ahora?',
      'A mi correo y al de recepción, por favor.',
      'Quedó para los dos. Te adjunto la lista de los {n} prospectos que llegaron en esos días.',
      'Ya los estamos llamando. Gracias.',
    ],
    file: { turn: 3, kind: 'csv', name: 'prospectos.csv' },
  },
];
