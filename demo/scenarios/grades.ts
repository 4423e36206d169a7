import type { Scenario } from '../story/scenario.ts';

/** Calificaciones, boletas, evaluaciones y cierre de ciclo. */
export const gradeScenarios: readonly Scenario[] = [
  {
    key: 'blank-report-cards',
    from: ['teacher', 'office'],
    subjects: ['No me deja imprimir las boletas de {grupo}', 'Boletas de {grupo} salen en blanco'],
    turns: [
      [
        'Al dar clic en «Imprimir boletas» de {grupo} sale la hoja en blanco. Ya probé en dos computadoras y pasa lo mismo. Tengo entrega con las familias el {dia}.',
        'Las boletas de {grupo} se imprimen vacías: aparece el encabezado de la escuela y nada más. La vista previa sí se ve bien.',
      ],
      'Gracias por avisar. Ya vimos que le pasa a los grupos cuyo periodo quedó sin fecha de cierre. ¿Me confirmas si en Calificaciones > Periodos aparece la fecha del segundo trimestre?',
      'Tienes razón, estaba vacía. Le puse la fecha y ahora sí salen, pero la de {alumno} sigue en blanco.',
      'Era una baja que quedó a medias en ese expediente. Ya la corregimos: vuelve a abrir la boleta de {alumno} y debería salir completa.',
      'Perfecto, ya salió. Muchas gracias por la rapidez.',
    ],
    note: 'El periodo sin fecha de cierre deja la plantilla sin materias. Conviene que el sistema lo advierta al imprimir.',
    file: { turn: 0, kind: 'png', name: 'boleta-en-blanco.png' },
    again: [
      'Volvió a pasar con las boletas de {grupo}: salen en blanco desde ayer.',
      'Reviso de inmediato. Esta vez es otra cosa: la plantilla nueva quedó sin asignar al grupo. Ya la asigné; pruébala por favor.',
      'Ya quedó. Gracias.',
    ],
  },
  {
    key: 'average-rounding',
    from: ['teacher', 'head'],
    subjects: ['El promedio de {materia} no coincide', 'Diferencia en el promedio final de {materia}'],
    turns: [
      [
        'El promedio de {alumno} en {materia} sale 8.9 y en mi registro me da 9.0. Nos pasa con otros {n} estudiantes de {grupo}.',
        'En {materia} el sistema trunca el promedio en lugar de redondearlo. Las familias ya lo notaron y necesito darles una respuesta.',
      ],
      'Tu grupo tiene configurado «truncar a un decimal», que fue lo que pidió la dirección al inicio del ciclo {ciclo}. ¿Quieres que lo consulte con ellos para cambiarlo a redondeo?',
      'Sí, por favor. La directora me dice que está de acuerdo con redondear a partir de este periodo.',
      'Listo: desde este periodo se redondea a un decimal y los anteriores quedan como estaban. Si quieres recalcular también los anteriores, la dirección nos lo puede pedir por este medio.',
      'Así está bien. Gracias por la explicación.',
    ],
    note: 'La dirección autorizó el redondeo por teléfono. Cambio hecho solo en el periodo actual.',
  },
  {
    key: 'capture-closed',
    from: ['teacher'],
    subjects: ['Se cerró la captura y me faltan calificaciones', 'Abrir captura de {materia} en {grupo}'],
    turns: [
      [
        'Se cerró la captura de calificaciones y me faltaron {n} estudiantes de {grupo} en {materia}. ¿Me la pueden abrir una hora?',
        'Buen día, ¿podrían reabrir la captura de {materia}? Estuve de incapacidad y no alcancé a subir las notas de {grupo}.',
      ],
      'Con gusto. Como la fecha la fija tu coordinación, le acabo de pedir su visto bueno; en cuanto responda te la abro.',
      'Ya hablé con la coordinadora y me dijo que les escribiría. ¿Les llegó?',
      'Sí, ya nos autorizó. La captura de {grupo} queda abierta hasta mañana a las 14:00.',
      'Terminé de subir todo. Mil gracias.',
    ],
  },
  {
    key: 'excel-import-grades',
    from: ['teacher', 'office'],
    subjects: [
      'Error al subir calificaciones desde Excel',
      'El archivo de calificaciones marca error en la fila {n}',
    ],
    turns: [
      [
        'Al subir el archivo de calificaciones de {grupo} me dice «columna no reconocida» y no carga nada. Adjunto el archivo que usé.',
        'Estoy intentando importar las calificaciones de {materia} y el sistema rechaza el archivo completo por la fila {n}.',
      ],
      'Lo revisé: la columna dice «Calif. 1er parcial» y la plantilla espera «Parcial 1». Te mando el archivo corregido, ya validado con tu grupo.',
      'Con ese sí cargó. ¿Puedo usar el mismo para los demás grupos?',
      'Sí, mientras no cambies los encabezados de la primera fila. Si agregas materias, descarga de nuevo la plantilla desde Calificaciones > Importar.',
    ],
    file: { turn: 1, kind: 'csv', name: 'calificaciones-corregido.csv' },
  },
  {
    key: 'year-closing-error',
    from: ['head', 'office'],
    subjects: ['Error 500 al cerrar el ciclo {ciclo}', 'No puedo cerrar el ciclo escolar'],
    turns: [
      [
        'Al cerrar el ciclo {ciclo} aparece «Error 500» y se queda cargando. Pasa con todos los grupos de primaria. Adjunto captura.',
        'Llevamos toda la mañana intentando el cierre de ciclo y el sistema se detiene al 60 %. Es urgente porque la supervisión nos pide los archivos.',
      ],
      'Ya lo estamos viendo con desarrollo. Mientras tanto no repitas el cierre, para no duplicar actas. Te escribo hoy mismo con el avance.',
      '¿Alguna novedad? La supervisora nos da hasta el {dia}.',
      'Encontramos la causa: {n} estudiantes tenían dos grupos activos a la vez. Ya los corregimos con control escolar y el cierre terminó sin errores. ¿Lo puedes verificar?',
      'Confirmado, ya se generaron las actas. Gracias por quedarse hasta tarde con esto.',
      'Gracias a ti por la paciencia. Dejé documentado el caso para que el sistema lo avise antes de cerrar.',
    ],
    note: 'Desarrollo: la restricción de grupo único no se valida en el cierre masivo. Historia levantada, sin fecha todavía.',
    file: { turn: 0, kind: 'png', name: 'error-cierre.png' },
  },
  {
    key: 'rubric-change',
    from: ['teacher', 'head'],
    subjects: [
      'Cambiar los criterios de evaluación de {materia}',
      '¿Cómo ajusto los porcentajes de {materia}?',
    ],
    turns: [
      [
        'Necesito cambiar los criterios de {materia}: examen 40, proyecto 40 y participación 20. El sistema no me deja porque ya hay calificaciones.',
        '¿Es posible modificar los porcentajes de evaluación a mitad del periodo? En la academia de {materia} acordamos otros.',
      ],
      'Se puede, pero al cambiarlos se recalcula lo ya capturado. ¿Quieres que aplique desde este periodo o desde el siguiente?',
      'Desde el siguiente, para no mover lo que ya vieron las familias.',
      'Hecho: los nuevos porcentajes entran con el siguiente periodo en {grupo}. Los puedes ver en Calificaciones > Criterios.',
    ],
  },
  {
    key: 'transcript-previous-school',
    from: ['office'],
    subjects: ['Historial de {alumno} sin las materias del año pasado', 'Kárdex incompleto de {alumno}'],
    turns: [
      [
        'El kárdex de {alumno} no muestra las materias que cursó el año pasado en otro plantel de la red. La familia necesita el certificado parcial.',
        'Al imprimir el historial académico de {alumno} faltan dos ciclos completos. Antes sí aparecían.',
      ],
      'El expediente quedó duplicado al cambiar de plantel. Para unirlos necesito que me confirmes la matrícula correcta: ¿es la que termina en {n}?',
      'Sí, esa es la vigente. La otra es la del plantel anterior.',
      'Ya quedaron unidos: el historial muestra los tres ciclos y conservamos las calificaciones de ambos planteles. Te adjunto la constancia en PDF.',
      'Excelente, la familia ya la recogió. Gracias.',
    ],
    file: { turn: 3, kind: 'pdf', name: 'constancia-parcial.pdf' },
    again: [
      'Retomo este tema: la supervisión nos devolvió la constancia de {alumno} porque le falta la clave del plantel anterior.',
      'Gracias por avisar. Ya la agregamos a la plantilla de constancias; la nueva versión está en el expediente de {alumno}.',
      'Recibida y entregada. Gracias.',
    ],
  },
  {
    key: 'extraordinary-exam',
    from: ['office', 'head'],
    subjects: ['¿Cómo registro un extraordinario de {materia}?', 'Captura de exámenes extraordinarios'],
    turns: [
      'Tenemos {n} exámenes extraordinarios de {materia} y no encuentro dónde capturarlos sin mover la calificación ordinaria.',
      'Se capturan en Calificaciones > Regularización. Ahí eliges la materia y el tipo «Extraordinario»; la ordinaria se conserva y en la boleta aparece la mejor de las dos.',
      '¿Y si alguien no se presentó?',
      'Elige «No se presentó» en lugar de la nota: queda en el acta y no cuenta para el promedio.',
      'Clarísimo, gracias.',
    ],
  },
  {
    key: 'parents-see-grades-early',
    from: ['head'],
    subjects: [
      'Las familias ya ven calificaciones que no hemos publicado',
      'Calificaciones visibles antes de tiempo',
    ],
    turns: [
      'Varias familias de {grupo} nos escriben porque ya ven las calificaciones de {materia} y todavía no las publicamos. ¿Qué pasó?',
      'Lo revisé: la materia tenía activada la publicación automática. Ya la apagué en {grupo} y las notas dejaron de verse. ¿Quieres que la apague en toda la escuela?',
      'Sí, por favor. Preferimos publicar a mano después de la junta de consejo.',
      'Listo, quedó apagada en todos los grupos. El botón «Publicar» está en Calificaciones > Periodos.',
    ],
    note: 'La publicación automática venía encendida desde la migración. Revisar las otras escuelas de la red.',
  },
  {
    key: 'comments-in-report',
    from: ['teacher'],
    subjects: ['Las observaciones se cortan en la boleta', 'Comentarios incompletos en boletas de {grupo}'],
    turns: [
      [
        'Las observaciones que escribo en la boleta se cortan a la mitad al imprimir. En pantalla se ven completas.',
        'En las boletas de {grupo} el comentario de {materia} sale con puntos suspensivos. ¿Hay un límite?',
      ],
      'La plantilla de tu escuela reserva 240 caracteres por materia. Podemos ampliarla a dos renglones más, aunque la boleta pasaría a tres hojas. ¿Les funciona?',
      'Lo consulté y preferimos quedarnos en dos hojas. Voy a resumir los comentarios.',
      'De acuerdo. Activé un contador en la captura para que veas cuántos caracteres te quedan.',
    ],
  },
];
