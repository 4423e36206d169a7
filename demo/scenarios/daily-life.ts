import type { Scenario } from '../story/scenario.ts';

/** Asistencia, horarios, comunicación y lo demás de cada día. */
export const dailyLifeScenarios: readonly Scenario[] = [
  {
    key: 'attendance-duplicated',
    from: ['office', 'teacher'],
    subjects: [
      'El reporte de asistencia duplica a quienes tienen dos grupos',
      'Asistencia duplicada en {grupo}',
    ],
    turns: [
      [
        'El reporte de asistencia cuenta dos veces a quienes están en {grupo} y además en el taller de {materia}.',
        'En la lista de asistencia de {grupo} salen {n} personas repetidas.',
      ],
      'Gracias por el ejemplo. Ya lo reproduje y lo pasé a desarrollo; mientras tanto el reporte «por persona» sí trae el dato correcto.',
      '¿Para cuándo estaría? Lo presento en junta de consejo el {dia}.',
      'Quedó publicado hoy. Vuelve a generar el reporte y dime si coincide con tu lista.',
      'Coincide. Gracias.',
    ],
    note: 'Desarrollo confirma: faltaba agrupar por persona. Sale con la versión de esta semana.',
    file: { turn: 0, kind: 'png', name: 'reporte-asistencia.png' },
  },
  {
    key: 'attendance-wrong-day',
    from: ['teacher'],
    subjects: ['Pasé lista en el día equivocado', 'Corregir la asistencia de {grupo}'],
    turns: [
      'Pasé lista de {grupo} con la fecha de ayer por error y ya les llegó el aviso de falta a varias familias.',
      'Moví la lista a la fecha correcta y envié una aclaración a las familias que recibieron el aviso.',
      'Gracias. ¿Yo puedo corregirlo la próxima vez?',
      'Sí, el mismo día: en Asistencia, toca la fecha y elige «Mover lista». Después del cierre del día solo coordinación.',
    ],
  },
  {
    key: 'timetable-clash',
    from: ['head', 'teacher'],
    subjects: ['Choque de horarios en {grupo}', 'El horario de {materia} aparece encimado'],
    turns: [
      [
        'En el horario de {grupo} aparecen {materia} y Educación Física a la misma hora los martes.',
        'Me asignaron dos grupos a la misma hora. El sistema no lo marca como error.',
      ],
      'Lo veo. Hubo un cambio de salón el viernes que liberó la validación. ¿Cuál de las dos se queda los martes?',
      '{materia} se queda; la otra pasa al jueves a la misma hora.',
      'Ajustado y publicado. Los horarios de la app se actualizan en unos minutos.',
      'Ya se ve bien. Gracias.',
    ],
  },
  {
    key: 'calendar-event',
    from: ['office', 'head'],
    subjects: ['Suspensión de clases no aparece en el calendario', 'Agregar un día de consejo técnico'],
    turns: [
      'Publicamos el día de consejo técnico y no aparece en el calendario de la app, aunque en la página sí.',
      'El evento quedó solo para «Personal». Le agregué «Familias» y ya se ve; la próxima vez revisa el campo «Visible para».',
      'Ya lo vi en mi teléfono. Gracias.',
    ],
  },
  {
    key: 'wrong-audience-notice',
    from: ['head', 'office'],
    subjects: ['Se envió un aviso al grupo equivocado', 'Retirar un comunicado'],
    turns: [
      'Enviamos a toda primaria un comunicado que era solo para {grupo}. ¿Se puede retirar?',
      'Lo retiré: quienes no lo habían abierto ya no lo verán. Lo abrieron {n} familias; ¿quieres que prepare una aclaración para ellas?',
      'Sí, por favor, algo breve.',
      'Enviada la aclaración solo a esas familias. Te recomiendo activar la doble confirmación para envíos a más de 100 personas.',
      'Actívala, por favor, y gracias.',
    ],
  },
  {
    key: 'photo-upload',
    from: ['teacher', 'office'],
    subjects: ['No puedo subir las fotos de {grupo}', 'Error al cargar fotografías para credenciales'],
    turns: [
      [
        'Al subir las fotos de {grupo} para las credenciales se queda en 0 %.',
        'Intento cargar las fotografías y me dice que el formato no es válido. Son las que tomó el fotógrafo.',
      ],
      'Las fotos vienen en un formato que el navegador no lee. ¿Puedes exportarlas como JPG o PNG? Si son muchas, compárteme la carpeta y las convierto.',
      'Te comparto una de muestra. Son {n} en total.',
      'Convertidas y cargadas. Revisa que cada foto corresponda con su nombre, por favor.',
      'Todas bien. Gracias, nos ahorraste la tarde.',
    ],
    file: { turn: 2, kind: 'png', name: 'foto-muestra.png' },
  },
  {
    key: 'slow-mornings',
    from: ['it', 'head', 'teacher'],
    subjects: ['El sistema está muy lento por las mañanas', 'Lentitud al pasar lista'],
    turns: [
      [
        'Entre 7:30 y 8:15 el sistema tarda casi un minuto en abrir la lista de {grupo}. Después mejora.',
        'Toda la semana hemos tenido lentitud al inicio del día. ¿Hay algún problema general?',
      ],
      'Gracias por avisar. Vimos un pico al inicio del día y estamos ajustando capacidad. ¿Me compartes el resultado de la prueba de velocidad de esa hora?',
      'Aquí está la prueba de hoy a las 7:45.',
      'Tu red está bien. Ampliamos la capacidad anoche: mañana deberías notarlo. Yo lo reviso contigo a las 8:00.',
      'Hoy abrió en dos segundos. Qué diferencia, gracias.',
    ],
    note: 'Relacionado con el pico de las 7:45 de toda la región. Infraestructura ya amplió.',
    file: { turn: 2, kind: 'txt', name: 'prueba-de-velocidad.txt' },
    again: [
      'Volvió la lentitud al inicio del día, aunque menos que antes.',
      'Gracias por avisar tan pronto. Fue un respaldo que se alargó; ya lo movimos a la madrugada.',
      'Hoy todo normal. Gracias.',
    ],
  },
  {
    key: 'custom-report',
    from: ['head', 'office'],
    subjects: ['¿Cómo saco el concentrado por materia?', 'Reporte de aprovechamiento por grado'],
    turns: [
      [
        '¿Hay forma de sacar un concentrado por materia de todos los grupos? Lo pide la supervisión.',
        'Necesito un reporte de aprovechamiento por grado y no lo encuentro en el menú.',
      ],
      'Sí: Reportes > Académicos > Concentrado. Elige el nivel y marca «Agrupar por materia».',
      '¿Y se puede por parcial?',
      'También: cambia «Periodo» de Final a Parcial y elige cuál. Puedes guardar el filtro con la estrella para no repetirlo.',
      'Justo lo que buscaba. Gracias.',
    ],
  },
  {
    key: 'training-request',
    from: ['head', 'office'],
    subjects: ['Capacitación para personal nuevo', 'Sesión para docentes de nuevo ingreso'],
    turns: [
      'Nos gustaría agendar una capacitación para {n} docentes de nuevo ingreso, de preferencia por la tarde.',
      'Claro. Tenemos espacio el {dia} a las 15:00 o al día siguiente a la misma hora. Dura 90 minutos y la grabamos.',
      'El {dia} nos queda perfecto.',
      'Agendado. Te llegará la invitación con la liga y la guía de inicio rápido.',
      'Fue muy útil la sesión, felicidades al equipo.',
    ],
  },
  {
    key: 'printer-credentials',
    from: ['it', 'office'],
    subjects: ['Las credenciales salen descuadradas', 'Impresión de credenciales'],
    turns: [
      'Las credenciales salen corridas dos centímetros a la derecha con la impresora nueva.',
      'La impresora nueva usa otro tamaño de página. En Credenciales > Formato elige «CR80 horizontal» y margen 0.',
      'Mejoró, pero el código de barras queda muy pegado al borde.',
      'Subí el margen inferior a 2 mm en tu plantilla. Prueba con una sola antes de imprimir todas.',
      'Quedaron perfectas.',
    ],
  },
  {
    key: 'library-loan',
    from: ['teacher', 'office'],
    subjects: ['Biblioteca: préstamo que no se puede devolver', 'Un libro sigue apareciendo prestado'],
    turns: [
      'Un libro que {alumno} devolvió sigue apareciendo prestado y le bloquea la reinscripción.',
      'El préstamo estaba a nombre del ejemplar 2 y devolvieron el 1. Registré la devolución correcta y quitamos el bloqueo.',
      'Gracias. Ya le apareció libre.',
    ],
  },
  {
    key: 'privacy-request',
    from: ['parent'],
    subjects: ['Quitar las fotos de {alumno} de la galería', 'Solicitud sobre datos personales de {alumno}'],
    turns: [
      'No autoricé que publicaran fotos de {alumno} y aparece en la galería de {grupo}. Solicito que se retiren.',
      'Tienes razón en pedirlo. Avisé a la escuela y ocultamos las fotos de inmediato; quedarán borradas en cuanto la dirección lo confirme.',
      '¿Y cómo evito que vuelva a suceder?',
      'La escuela marcó «sin autorización de imagen» en su expediente: desde hoy nadie puede subir fotos con su nombre. Las fotos ya fueron borradas.',
      'Agradezco la seriedad con que lo atendieron.',
    ],
    note: 'Solicitud de datos personales: confirmar el borrado con la dirección y guardar la fecha.',
  },
  {
    key: 'feature-wish',
    from: ['teacher', 'head', 'it'],
    subjects: ['Sugerencia: ver la semana completa en una pantalla', 'Idea para la captura de {materia}'],
    turns: [
      [
        'Sería muy útil ver la semana completa de asistencia en una sola pantalla, como en nuestra lista de papel.',
        'Una sugerencia: que al capturar {materia} se pueda avanzar con la tecla Enter hacia abajo y no hacia la derecha.',
      ],
      'Gracias, es una buena idea y no eres la única persona que la pide. La sumé a la lista de producto y te aviso si se programa.',
      'Gracias por tomarla en cuenta.',
    ],
  },
  {
    key: 'api-schedule-export',
    from: ['it'],
    subjects: ['Exportar horarios a nuestro sistema de checadores', 'Conexión con el checador de personal'],
    turns: [
      'Queremos pasar los horarios del personal al sistema de checadores cada noche. ¿Tienen una API o un archivo programado?',
      'Las dos cosas. Para empezar recomiendo el archivo nocturno por SFTP; te adjunto la descripción de columnas.',
      'Recibido. ¿La hora viene en horario local o UTC?',
      'En UTC, con la zona en otra columna. Ya activé un archivo de prueba para esta noche.',
      'Llegó bien y lo pudimos leer. Pasemos a producción.',
      'Activo en producción desde hoy a las 23:30.',
    ],
    file: { turn: 1, kind: 'txt', name: 'columnas-horarios.txt' },
  },
];
