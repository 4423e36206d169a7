import type { Scenario } from '../story/scenario.ts';

/** Cuentas, contraseñas, permisos y la app de familias. */
export const accessScenarios: readonly Scenario[] = [
  {
    key: 'password-reset-mail',
    from: ['teacher', 'parent', 'office'],
    subjects: ['No me llega el correo para cambiar la contraseña', 'Olvidé mi contraseña'],
    turns: [
      [
        'Pedí cambiar mi contraseña tres veces y no me llega el correo. Ya busqué en no deseados.',
        'Olvidé mi contraseña y el enlace que me enviaron dice que ya venció. ¿Me pueden ayudar?',
      ],
      'Los correos salieron bien; el filtro de tu dominio los detuvo. Te acabo de generar un enlace nuevo que dura 24 horas: ábrelo desde el mismo equipo donde vas a entrar.',
      'Ya pude entrar, gracias.',
    ],
    again: [
      'Otra vez no puedo entrar: me dice que la cuenta está bloqueada por intentos.',
      'Se bloquea sola después de diez intentos. Ya la liberé; si vuelve a pasar, revisa que el navegador no tenga guardada la contraseña anterior.',
      'Era eso, el navegador traía la vieja. Gracias.',
    ],
  },
  {
    key: 'email-change-lost-access',
    from: ['head', 'office'],
    subjects: [
      'Coordinación perdió acceso tras el cambio de correo',
      'Cambiamos de dominio y no podemos entrar',
    ],
    turns: [
      [
        'Cambiamos los correos de la escuela y ahora {n} personas de coordinación no pueden entrar. ¿Se pueden actualizar todos juntos?',
        'Desde que migramos el correo institucional, coordinación académica perdió el acceso al sistema.',
      ],
      'Sí, podemos hacerlo en bloque. Mándanos una lista con el correo anterior y el nuevo de cada persona, por favor.',
      'Adjunto la lista. Son urgentes las dos primeras, que hoy tienen junta de consejo.',
      'Las dos primeras ya entran. El resto quedó listo también; a cada persona le llegó un aviso en el correo nuevo.',
      'Todo el equipo entró sin problema. Gracias.',
    ],
    file: { turn: 2, kind: 'csv', name: 'correos-nuevos.csv' },
  },
  {
    key: 'teacher-sees-no-groups',
    from: ['teacher'],
    subjects: ['No veo mis grupos', 'Mi usuario entra pero no aparecen mis materias'],
    turns: [
      [
        'Entro al sistema pero no me aparece ningún grupo. Doy {materia} en {grupo} y necesito pasar lista.',
        'Desde el lunes mi cuenta aparece vacía: sin grupos ni materias. A mis compañeros sí les salen.',
      ],
      'Tu usuario quedó ligado al ciclo anterior. Ya lo pasé al {ciclo}; cierra sesión y vuelve a entrar, por favor.',
      'Ya me salen todos menos {grupo}.',
      'Ese grupo estaba a nombre de quien daba la materia antes. Hablé con control escolar y ya es tuyo.',
      'Ahora sí, completo. Muy amable.',
    ],
  },
  {
    key: 'new-teachers-accounts',
    from: ['head', 'office'],
    subjects: ['Alta de {n} docentes para secundaria', 'Usuarios nuevos para docentes'],
    turns: [
      [
        'Buen día, necesitamos dar de alta a {n} docentes que se integran la próxima semana. ¿Lo hacemos nosotros o lo hacen ustedes?',
        'Se integran {n} docentes a secundaria y nos urge que tengan acceso antes del {dia}.',
      ],
      'Lo pueden hacer desde Usuarios > Alta masiva con la plantilla que te adjunto. Si prefieren, mándamela llena y la subimos por ustedes.',
      'Va la plantilla llena. Gracias por subirla.',
      'Quedaron creadas las cuentas; a cada docente le llegó su invitación. Dos correos rebotaron: revisa por favor los renglones marcados.',
      'Ya corregí esos dos y les llegó. Quedamos al corriente.',
    ],
    file: { turn: 1, kind: 'csv', name: 'plantilla-docentes.csv' },
  },
  {
    key: 'app-crash-android',
    from: ['parent'],
    subjects: ['La app se cierra sola en Android', 'No abre la aplicación de familias'],
    turns: [
      [
        'La aplicación se cierra apenas la abro. Tengo Android y la actualicé ayer. Necesito ver la tarea de {alumno}.',
        'Desde la última actualización no puedo abrir la app, se queda en la pantalla azul y se sale.',
      ],
      'Lamento la molestia. ¿Me dices qué modelo de teléfono usas y qué versión aparece en la tienda de aplicaciones?',
      'Es un teléfono de hace unos cuatro años y la versión dice 5.2.1.',
      'Gracias. Esa versión falla con Android 9; hoy publicamos la 5.2.2, que lo corrige. Actualiza desde la tienda y cuéntame si abre.',
      'Ya abrió y pude ver todo. Gracias por la pronta respuesta.',
    ],
    note: 'Tercera familia con Android 9 hoy. Desarrollo ya publicó 5.2.2.',
  },
  {
    key: 'app-no-notifications',
    from: ['parent', 'head'],
    opensByRole: true,
    subjects: ['No llegan los avisos a la app', 'La app no muestra notificaciones'],
    turns: [
      [
        'No me llegan las notificaciones de la escuela y me enteré tarde de la junta. Otras familias del grupo sí las reciben.',
        'Varias familias de {grupo} nos dicen que no les llegan los avisos. ¿Es algo general?',
      ],
      'En los teléfonos que ahorran batería hay que permitir que la app funcione en segundo plano. Te dejo los pasos: Ajustes > Aplicaciones > Aula Clara > Batería > Sin restricciones.',
      'Hice los pasos y sigue igual. En el iPad tampoco.',
      'Entonces era nuestro registro de dispositivos: el tuyo quedó duplicado. Ya lo limpié; cierra sesión en los dos y vuelve a entrar.',
      'Acaba de llegarme el aviso de prueba en ambos. Gracias.',
    ],
  },
  {
    key: 'second-guardian',
    from: ['parent'],
    subjects: [
      'Agregar a otro tutor en la cuenta de {alumno}',
      'Mi pareja no puede ver la información de {alumno}',
    ],
    turns: [
      [
        'Quisiera que la otra persona responsable de {alumno} también tenga acceso a la app. ¿Qué necesito hacer?',
        '¿Cómo agrego a una segunda persona responsable para {alumno}? Su abuela va por las tardes a la escuela.',
      ],
      'Por seguridad, las personas autorizadas las registra la escuela. Pide a control escolar que agregue sus datos; en cuanto lo hagan le llega una invitación a su correo.',
      'Ya fui y quedó el registro, pero no ha llegado nada.',
      'El correo quedó escrito sin una letra. Ya lo corregimos con control escolar y salió la invitación.',
      'Llegó. Gracias, muy atentos.',
    ],
  },
  {
    key: 'two-schools-one-account',
    from: ['parent'],
    subjects: ['Tengo hijos en dos escuelas y solo veo una', 'Una misma cuenta para dos planteles'],
    turns: [
      'Mis hijos van a planteles distintos, uno a primaria y otro a preparatoria, y la app solo me muestra a {alumno}.',
      'Tus dos hijos están con correos diferentes. Si me confirmas cuál quieres conservar, uno las cuentas y verás a ambos al entrar.',
      'El de siempre, con el que le estoy escribiendo.',
      'Listo. Al abrir la app arriba a la izquierda puedes cambiar de plantel.',
    ],
  },
  {
    key: 'former-employee-access',
    from: ['head', 'it'],
    subjects: ['Dar de baja un usuario hoy mismo', 'Retirar acceso a una persona que dejó la escuela'],
    turns: [
      'Una persona de administración dejó de trabajar con nosotros hoy. ¿Pueden retirar su acceso de inmediato y decirme si descargó algo?',
      'Su acceso quedó bloqueado y cerramos sus sesiones abiertas. En la bitácora no hay descargas en los últimos siete días.',
      '¿Me lo puedes mandar por escrito para el expediente?',
      'Claro, te adjunto el extracto de la bitácora en PDF.',
      'Recibido, gracias por la discreción.',
    ],
    note: 'Confirmado con la dirección por teléfono antes de bloquear.',
    file: { turn: 3, kind: 'pdf', name: 'bitacora-de-acceso.pdf' },
  },
  {
    key: 'single-sign-on',
    from: ['it'],
    subjects: ['Entrar con la cuenta institucional', 'Configurar el inicio de sesión único'],
    turns: [
      'Queremos que el personal entre con su cuenta institucional. ¿Qué datos necesitan de nuestro directorio?',
      'Necesitamos el identificador del directorio, la dirección de metadatos y quién será el contacto técnico. Te adjunto la guía de dos páginas.',
      'Ya llené la configuración, pero al probar marca «audiencia no válida».',
      'El identificador lleva una diagonal al final. Quítala y vuelve a probar, por favor.',
      'Funcionó. ¿Lo podemos limitar al personal y dejar fuera a las familias?',
      'Sí: lo activé solo para los roles de personal. Las familias siguen entrando con su correo.',
      'Excelente trabajo, gracias.',
    ],
    file: { turn: 1, kind: 'pdf', name: 'guia-inicio-unico.pdf' },
  },
];
