/** Lo que el proceso dice en la terminal al arrancar y al detenerse. `{{x}}` se reemplaza. */
export const startPhrases = {
  'start.ready': 'Ventanilla está lista en {{address}}',
  'start.ready_worker': 'Ventanilla está lista para trabajar en segundo plano (sin páginas).',
  'start.data': 'Los datos viven en {{folder}}',
  'start.data_embedded': 'Los datos viven en {{folder}} (con el PostgreSQL incluido)',
  'start.cluster_elsewhere': 'PostgreSQL no puede entrar en esa carpeta, así que la base vive en {{folder}}',
  'start.setup': 'Crea la cuenta del administrador con este enlace, que sirve una sola vez: {{link}}',
  'start.demo_added':
    'Se agregó la empresa de ejemplo «Aula Clara», con {{tickets}} tickets de los últimos 60 días.',
  'start.demo_login': 'Demostración · {{role}}: {{email}} · contraseña: {{password}}',
  'start.demo_admin': 'Administración',
  'start.demo_agent': 'Ejecutiva',
  'start.demo_once': 'Guarda estas contraseñas: no se vuelven a mostrar.',
  'start.demo_kept':
    'La empresa de ejemplo ya está aquí; entra como {{email}} con la contraseña que se mostró al agregarla. Si la perdiste, empieza otra en una carpeta nueva (VENTANILLA_DATA).',
  'start.demo_refused':
    'La demostración no se agregó: esta instalación ya está en uso y no se mezcla con datos de ejemplo. Arráncala en otra carpeta (VENTANILLA_DATA) o en otra base de datos.',
  'start.stopping': 'Deteniendo Ventanilla; termina lo que está en curso…',
  'start.stopped': 'Ventanilla se detuvo.',
  'start.failed': 'Ventanilla no pudo arrancar: {{reason}}',
  'start.desk_title': 'Falta construir las pantallas',
  'start.desk_missing':
    'El servidor funciona, pero las pantallas no están construidas. Ejecuta «npm run build» y recarga esta página.',
  'config.invalid': '{{env}}{{value}} no sirve. {{doc}}',
  'config.unknown': 'No existe el ajuste {{env}}.{{suggestion}} La lista está en docs/configuracion.md.',
  'config.suggestion': ' ¿Querías decir {{name}}?',
  'config.file_unreadable': 'No se puede leer el archivo de ajustes {{path}} (VENTANILLA_CONFIG): {{reason}}',
  'config.file_line': 'En el archivo de ajustes {{path}}, la línea {{line}} no tiene la forma NOMBRE=valor.',
  'flags.unknown': 'No existe la opción {{flag}}.{{suggestion}} Con --help se ven todas.',
  'flags.no_value': 'A la opción {{flag}} le falta su valor: {{flag}}=…',
  'flags.extra_value': 'La opción {{flag}} no lleva valor.',
  'flags.roles': '--roles={{value}} no sirve: se espera web, worker o web,worker.',
  'keys.unusable':
    'Las llaves de {{place}} no sirven: cada una es id:base64 de 32 bytes, separadas por comas.',
  'keys.rotated':
    'La llave nueva es {{id}} y lo guardado ya va con ella: {{changed}} secretos sellados de nuevo. Sin llave que los abra: {{unreadable}}. Las anteriores siguen abriendo; cuando quieras olvidarlas: keys retire --yes',
  'keys.retire_ask':
    'Al olvidar las llaves anteriores terminan las sesiones y los códigos de respaldo que firmaron, y las direcciones firmadas de correos viejos dejan de valer (esas respuestas se reconocen por sus referencias). Si estás de acuerdo: keys retire --yes',
  'keys.retire_env': 'Las llaves están en VENTANILLA_KEYS: quita de ahí las anteriores.',
  'keys.retire_unreadable':
    'No se olvidó ninguna llave: hay {{unreadable}} secretos que ninguna abre. Escríbelos otra vez primero.',
  'keys.retired': 'Queda solo la llave {{id}}.',
  'data.unwritable':
    'No hay permiso para escribir en {{folder}}: da esa carpeta a este usuario, o indica otra en VENTANILLA_DATA.',
  'migration.newer':
    'La base de datos es más nueva que este programa (tiene {{name}}): instala la versión de Ventanilla que la usó por última vez, o una posterior.',
  'migration.changed':
    'El archivo de migración {{name}} cambió después de aplicarse: recupera el original; no se tocó nada.',
  'migration.failed': 'La migración {{name}} falló y se deshizo: {{reason}}',
  'database.unreachable': 'No hay un PostgreSQL que responda en {{place}} ({{variable}}): {{reason}}',
  'database.refused': 'PostgreSQL en {{place}} no aceptó el usuario o la contraseña de {{variable}}.',
  'database.missing': 'En {{place}} no existe la base de datos de {{variable}}: créala primero.',
  'database.too_old':
    'PostgreSQL en {{place}} es la versión {{version}} y se necesita la 15 o una posterior.',
  'database.denied': 'Al usuario de {{variable}} le falta un permiso en la base de datos: {{reason}}',
  'database.failed': 'La base de datos en {{place}} no se puede usar ({{variable}}): {{reason}}',
  'listen.taken':
    'El puerto {{port}} de {{host}} ya está ocupado: cierra el programa que lo usa, o elige otro con --port={{other}} (o VENTANILLA_PORT={{other}}).',
  'listen.forbidden':
    'Este usuario no puede abrir el puerto {{port}}: elige uno desde 1024, con --port=3000 (o VENTANILLA_PORT=3000).',
  'listen.bad_host':
    'No se puede escuchar en {{host}}: no es una dirección de este equipo. Cámbiala con --host (o VENTANILLA_HOST).',
  'help.start': `Uso: npm start -- [opciones]

  --demo               agrega una empresa pequeña de ejemplo y muestra con qué cuentas entrar
  --port=3000          puerto HTTP; 0 toma uno libre
  --host=127.0.0.1     dirección en la que escucha; 0.0.0.0 son todas
  --roles=web,worker   qué hace este proceso: atender pantallas y API, trabajar en segundo plano, o ambos
  --help               esta ayuda

Los demás ajustes se dan en el entorno o en un archivo; están en docs/configuracion.md.`,
  'help.cli': `Uso: npm run cli -- <orden> [opciones]

  api-key create --name=NOMBRE --scopes=a,b   crea una clave de API y escribe solo la clave
  setup-link                                  escribe un enlace nuevo para crear al administrador
  keys rotate                                 hace una llave nueva y sella con ella lo guardado, sin detener nada
  keys retire --yes                           olvida las llaves anteriores
  reopen-days --days=N                        días tras cerrar en que una respuesta reabre; 0: abre otro ticket
  backup ARCHIVO.tar | CARPETA/               copia todo mientras el servidor trabaja, y lo comprueba
  restore ARCHIVO.tar | CARPETA/ [--keys=ARCHIVO] [--paused]
                                              recupera un respaldo en un lugar vacío; --paused: buzones en pausa
  doctor [--json]                             revisa la instalación entera y dice qué hacer; no cambia nada
  mail parse --json ARCHIVO…                  lee correos y escribe cada uno como una línea de JSON
  mail reprocess [--ids=ID,… | --mailbox=CORREO] [--since=FECHA] [--until=FECHA] [--after=ID] [--dry-run]
                                              vuelve a leer correos recibidos desde su original; no envía nada
  --help                                      esta ayuda

Permisos que puede tener una clave: {{scopes}}`,
  'backup.one_path': 'Di un solo lugar: un archivo que termine en .tar, o una carpeta que termine en «/».',
  'backup.done':
    'Respaldo completo y comprobado en {{place}}: {{rows}} filas y {{files}} archivos, en {{seconds}} s.',
  'backup.added': 'Se escribieron {{megabytes}} MB, con {{files}} archivos que no estaban.',
  'backup.personal':
    'Contiene lo que escribieron tus clientes y tu equipo, sin cifrar: guárdalo donde solo entre quien deba.',
  'backup.keys_apart':
    'Las llaves no van dentro. Guárdalas aparte ({{keys}}): sin ellas no se podrán leer las contraseñas de los buzones.',
  'backup.files_missing':
    'Ojo: {{files}} archivos están anotados en la base pero sus bytes no estaban en la carpeta de archivos. Lo demás está completo.',
  'backup.running': 'Ya se está haciendo un respaldo de esta instalación: espera a que termine.',
  'backup.exists': 'Ya hay un archivo en {{place}}: elige otro nombre; no se toca lo que ya está.',
  'backup.folder_unwritable': 'No hay permiso para escribir en {{place}}.',
  'backup.folder_of_another': 'Esa carpeta guarda los respaldos de otra instalación ({{place}}): elige otra.',
  'backup.no_space': 'No cabe: falta espacio en el disco de {{place}}. No quedó nada a medias.',
  'backup.damaged':
    'El respaldo {{place}} está dañado: «{{entry}}» no es lo que se escribió. No lo uses; toma otro.',
  'backup.not_a_backup': 'En {{place}} no hay un respaldo de Ventanilla completo.',
  'backup.newer':
    'El respaldo es de una versión más nueva (Ventanilla {{version}}, {{name}}): restáuralo con esa versión o una posterior.',
  'backup.not_empty':
    'Solo se restaura en un lugar vacío, y aquí ya hay datos ({{what}}). Usa otra carpeta (VENTANILLA_DATA) u otra base (DATABASE_URL).',
  'backup.half_restored':
    'En {{place}} quedó a medias la restauración de otro respaldo ({{id}}): termínala, o usa una carpeta vacía.',
  'backup.in_use': 'Un servidor de Ventanilla está usando esa base de datos: detenlo primero.',
  'backup.wrong_keys': 'Las llaves de {{place}} no son las de este respaldo.',
  'backup.interrupted': 'El respaldo se interrumpió; lo que había escrito se quitó.',
  'backup.failed': 'El respaldo falló.',
  'restore.found': 'Respaldo {{id}}, tomado el {{at}}. Comprobando…',
  'restore.done': 'Restaurado y comprobado: {{rows}} filas y {{files}} archivos, en {{seconds}} s.',
  'restore.migrated': 'El respaldo era de una versión anterior: se aplicaron {{count}} migraciones.',
  'restore.keys_present': 'Las llaves son las del respaldo: los secretos se leen.',
  'restore.keys_absent':
    'Sin las llaves del respaldo no se pueden leer los secretos: los buzones quedarán con falla y hay que escribir otra vez sus contraseñas en Ajustes → Correo. Lo demás funciona.',
  'restore.second_steps_lost':
    'A {{people}} personas se les quitó la verificación en dos pasos, que sin las llaves no se puede comprobar: que la activen de nuevo en su perfil.',
  'restore.paused':
    'Los buzones quedaron en pausa y los respaldos programados, apagados. Nada de lo que esperaba sale solo: {{mails}} correos en cola quedan detenidos, para reenviarlos a mano, y {{answers}} respuestas programadas vuelven a ser borradores.',
  'restore.held': 'Detenido al restaurar la instalación en pausa. Reenvíalo si todavía hace falta.',
  'restore.next': 'Arranca con «npm start». Cada persona tiene que entrar de nuevo.',
  'restore.unfinished':
    'Aquí quedó a medias una restauración ({{id}}). Ejecuta otra vez «npm run cli -- restore …» con el mismo respaldo para terminarla.',
  'doctor.no_operands': 'Esta orden no lleva nada más; --json da el resultado para otro programa.',
  'doctor.sum': '{{fails}} fallas y {{warns}} avisos.',
  'cli.unknown_command': 'No existe la orden «{{command}}».{{suggestion}} Con --help se ven todas.',
  'cli.wrong_days': 'Falta --days, un número entero de 0 a {{max}}.',
  'cli.reopen_on': 'Una respuesta dentro de {{days}} días después de cerrar reabre el ticket.',
  'cli.reopen_off': 'Una respuesta a un ticket cerrado abre otro, enlazado.',
  'cli.setup_done': 'La puesta en marcha ya se hizo: hay agentes que pueden entrar.',
  'cli.no_files': 'Falta al menos un archivo.',
  'cli.wrong_value': 'El valor de {{flag}} no sirve.',
  'cli.reprocess_what': 'Di qué correos: --ids, --mailbox, --since o --until.',
  'cli.reprocess_progress':
    '{{done}} leídos, {{changed}} cambiaron. Para seguir desde aquí: --after={{lastId}}',
  'cli.reprocess_done':
    'Listo: {{done}} correos. Cambiaron {{changed}}, iguales {{same}}, ilegibles {{unreadable}}, vuelven a entrar {{queued}}, sin mensaje {{skipped}}, fallaron {{failed}}.',
  'cli.reprocess_tried':
    'Ensayo, no se cambió nada: {{done}} correos. Cambiarían {{changed}}, iguales {{same}}, ilegibles {{unreadable}}, volverían a entrar {{queued}}, sin mensaje {{skipped}}, fallaron {{failed}}.',
  'cli.missing_flag': 'Falta {{flag}}.',
  'cli.unknown_scope': 'No existe el permiso «{{scope}}».{{suggestion}} Hay: {{scopes}}',
} as const;
