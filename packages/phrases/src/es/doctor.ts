/** Lo que dice «npm run cli -- doctor»: qué hay y, si no está bien, qué hacer. `{{x}}` se reemplaza. */
export const doctorPhrases = {
  url_local: 'Se usa solo desde este equipo.',
  url_none:
    'Se escucha en {{host}} sin VENTANILLA_URL: los enlaces de los correos no sabrán a dónde llevar. Ponle la dirección con la que se entra.',
  url_plain: 'VENTANILLA_URL ({{url}}) va sin cifrar: pon la dirección https del proxy.',
  url_well: 'Se entra por {{url}}.',
  disk_unreadable:
    'No se puede ver el disco de {{folder}}: revisa que la carpeta exista y que este usuario pueda leerla (VENTANILLA_DATA).',
  disk_full: 'Quedan {{gigabytes}} GB en el disco de {{folder}}: libera espacio ya; sin él no entra correo.',
  disk_low: 'Quedan {{gigabytes}} GB en el disco de {{folder}}: libera espacio pronto.',
  disk_enough: 'Hay {{gigabytes}} GB libres en el disco de {{folder}}.',
  database_unreachable: 'La base de datos no responde. {{reason}}',
  database_embedded: 'La base incluida responde (PostgreSQL {{version}}).',
  database_own: 'Tu base de datos responde (PostgreSQL {{version}}).',
  schema_none: 'La base está vacía: arranca con «npm start».',
  schema_newer:
    'La base es de una versión más nueva ({{name}}): instala esa versión de Ventanilla, o una posterior.',
  schema_changed: 'La migración {{name}} no es la que se aplicó: recupera el archivo original del programa.',
  schema_behind: 'Faltan {{pending}} migraciones: se aplican solas al arrancar. Haz antes un respaldo.',
  schema_current: 'El esquema está al día ({{name}}).',
  clock_off: 'El reloj de este equipo y el de la base difieren {{seconds}} s: sincronízalos (NTP).',
  clock_same: 'Los relojes de este equipo y de la base coinciden.',
  integrity_whole: 'Todo lo guardado encaja: tickets, mensajes, tiempos y bitácora.',
  integrity_broken:
    'Hay datos que no encajan ({{list}}). Haz un respaldo y pide ayuda con esta línea; no borres nada.',
  keys_none:
    'No hay llaves en {{place}}: recupera el archivo que guardaste. Sin él, los secretos de los buzones no se leen.',
  keys_open: 'Otros usuarios pueden leer las llaves: ejecuta «chmod 600 {{place}}».',
  keys_well: 'Las llaves están y abren todos los secretos.',
  secrets_mailboxes:
    'La contraseña de {{count}} buzones no se abre con estas llaves ({{names}}): recupera las llaves, o escríbela otra vez en Ajustes → Correo.',
  secrets_second_steps:
    'La verificación en dos pasos de {{count}} personas no se abre con estas llaves ({{names}}): recupera las llaves, o quítasela en Ajustes → Agentes.',
  secrets_mails:
    'Hay {{count}} correos del producto que no se abren con estas llaves ({{names}}): recupera las llaves, o mándalos otra vez.',
  not_set_up: 'Falta la puesta en marcha: abre el enlace de «npm run cli -- setup-link».',
  zone_well: 'La zona horaria es {{zone}}.',
  zone_unknown: 'La zona horaria {{zone}} no existe en este equipo: cámbiala en Ajustes → Organización.',
  files_match: 'Los {{count}} archivos anotados están en su lugar.',
  files_missing:
    'Faltan los bytes de {{count}} archivos ({{some}}…): recupéralos de la carpeta «files» de un respaldo.',
  files_loose:
    'Hay {{count}} archivos en disco sin anotar: no estorban; quedaron de algo que se interrumpió.',
  no_worker: 'Ningún proceso trabaja en segundo plano: arranca «npm start», o uno con --roles=worker.',
  intake_stuck:
    '{{count}} correos esperan desde hace más de {{minutes}} minutos: reinicia el proceso que trabaja en segundo plano y mira su registro.',
  outbox_stuck:
    '{{count}} respuestas debieron salir hace más de {{minutes}} minutos: revisa Ajustes → Correo saliente y el registro.',
  system_mails_stuck:
    '{{count}} correos del producto debieron salir hace más de {{minutes}} minutos: revisa el servidor de salida.',
  timers_overdue:
    '{{count}} plazos vencieron hace más de {{minutes}} minutos sin atenderse: reinicia el proceso que trabaja en segundo plano.',
  events_waiting:
    '{{count}} eventos esperan su lugar en la bitácora desde hace más de {{minutes}} minutos: reinicia los procesos.',
  mail_set_aside: '{{count}} correos están apartados: míralos en Ajustes → Bandeja de problemas.',
  events_set_aside:
    '{{count}} tareas internas están apartadas: reinténtalas en Ajustes → Bandeja de problemas.',
  mail_refused:
    '{{count}} respuestas no salieron en los últimos {{days}} días: míralas en Ajustes → Correo saliente.',
  work_moves: 'Las colas se mueven y nada está apartado.',
  mailboxes_none: 'No hay ningún buzón: conéctalo en Ajustes → Correo.',
  mailbox_paused: 'El buzón {{address}} está en pausa: actívalo en Ajustes → Correo cuando quieras.',
  mailbox_failing: 'El buzón {{address}} falla. {{reason}}',
  mailboxes_well: 'Los buzones están al día ({{count}}).',
  backups_off: 'No hay respaldos programados: enciéndelos en Ajustes → Respaldos.',
  backups_late: 'El último respaldo bueno es del {{at}}: mira por qué en Ajustes → Respaldos.',
  backups_never: 'Todavía no hay ningún respaldo bueno: mira por qué en Ajustes → Respaldos.',
  backups_well: 'El último respaldo bueno es del {{at}}.',
  backups_soon: 'Los respaldos están programados; falta el primero.',
} as const;
