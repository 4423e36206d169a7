/** Correos del propio producto a su gente. `{{x}}` se reemplaza; el enlace va entre `before` y `after`. */
export const mailPhrases = {
  password_reset: {
    subject: 'Tu nueva contraseña de {{organization}}',
    before: [
      'Hola, {{name}}:',
      'Pediste una contraseña nueva. Elígela con este enlace; sirve una vez y durante una hora.',
    ],
    button: 'Elegir contraseña',
    after: ['Si no fuiste tú, no hagas nada: tu contraseña sigue igual.'],
  },
  password_changed: {
    subject: 'Tu contraseña de {{organization}} cambió',
    before: ['Hola, {{name}}:', 'Tu contraseña acaba de cambiar y tus otras sesiones terminaron.'],
    button: '',
    after: [
      'Si no fuiste tú, pide una nueva desde la pantalla de entrada y avisa a quien administra la mesa.',
    ],
  },
  invitation: {
    subject: '{{inviter}} te invita a la mesa de ayuda de {{organization}}',
    before: [
      'Hola, {{name}}:',
      '{{inviter}} te invita a atender en la mesa de ayuda de {{organization}}. Elige tu contraseña y entra; el enlace sirve una vez y durante 7 días.',
    ],
    button: 'Aceptar la invitación',
    after: ['Si no lo esperabas, puedes ignorar este correo.'],
  },
  two_factor_removed: {
    subject: 'Tu segundo paso para entrar se quitó en {{organization}}',
    before: [
      'Hola, {{name}}:',
      'Quien administra la mesa quitó el segundo paso de tu cuenta. Para entrar basta tu contraseña hasta que lo vuelvas a activar en tu perfil.',
    ],
    button: '',
    after: ['Si no lo pediste, cambia tu contraseña y avisa.'],
  },
  new_problems: {
    subject: 'Problemas nuevos por mirar: {{total}}',
    before: [
      'Hola, {{name}}:',
      'En la bandeja de problemas de {{organization}} hay cosas nuevas que nadie ha mirado. Nada se perdió: cada una está guardada, con su causa y lo que puedes hacer.',
      'Correos ilegibles: {{unreadable}} · En cuarentena: {{quarantined}} · Eventos apartados: {{events}} · Alarmas: {{alarms}}',
    ],
    button: 'Ver los problemas',
    after: ['Como mucho te escribimos una vez por hora, con todo lo que haya llegado.'],
  },
  outgoing_test: {
    subject: 'Prueba de correo saliente de {{organization}}',
    before: ['Hola, {{name}}:', 'Si lees esto, el correo que sale de la mesa de ayuda llega.'],
    button: '',
    after: ['Lo pediste tú desde Ajustes.'],
  },
  backup_failed: {
    subject: 'El respaldo de {{organization}} falló',
    before: [
      'Hola, {{name}}:',
      'El respaldo de hoy falló tres veces. Los anteriores siguen en su lugar y la mesa sigue trabajando. La causa está en Ajustes → Respaldos.',
    ],
    button: '',
    after: ['Mañana se intenta otra vez. Cuando lo arregles, usa «Respaldar ahora».'],
  },
  backup_late: {
    subject: 'Hace más de un día que {{organization}} no tiene un respaldo bueno',
    before: [
      'Hola, {{name}}:',
      'El último respaldo bueno de la mesa de ayuda ya es viejo, o todavía no hay ninguno. Mira por qué en Ajustes → Respaldos.',
    ],
    button: '',
    after: ['No se repite este aviso hasta que haya otro respaldo bueno.'],
  },
  mailbox_failing: {
    subject: 'El buzón {{mailbox}} no se puede leer',
    before: [
      'Hola, {{name}}:',
      'Desde el {{since}} no entra correo de {{mailbox}}. Lo que nos dice: {{problem}}',
      'Nada se pierde: los correos esperan en el buzón y seguimos intentando. Revisa su conexión en Ajustes, Correo.',
    ],
    button: 'Revisar el buzón',
    after: ['Te avisamos cuando vuelva a funcionar.'],
  },
  mailbox_recovered: {
    subject: 'El buzón {{mailbox}} ya funciona',
    before: [
      'Hola, {{name}}:',
      'El correo de {{mailbox}} vuelve a entrar. Estuvo detenido desde el {{since}}; lo que esperaba está entrando ahora.',
    ],
    button: 'Ver los buzones',
    after: [],
  },
  mailbox_not_sending: {
    subject: 'Desde {{mailbox}} no sale correo',
    before: [
      'Hola, {{name}}:',
      'Desde el {{since}} lo que se responde por {{mailbox}} no sale. El otro servidor dijo: {{problem}}',
      'Nada se pierde: cada mensaje espera y se vuelve a intentar solo. Revisa la salida en Ajustes, Correo.',
    ],
    button: 'Revisar el buzón',
    after: ['Te avisamos cuando vuelva a salir.'],
  },
  mailbox_sending_again: {
    subject: 'El correo de {{mailbox}} vuelve a salir',
    before: ['Hola, {{name}}:', 'Lo que esperaba en {{mailbox}} ya salió.'],
    button: 'Ver los buzones',
    after: [],
  },
  ticket_created: {
    subject: '{{number}} · Nuevo de {{requester}}: {{subject}}',
    before: ['Hola, {{name}}:', 'Llegó un ticket nuevo.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_assigned: {
    subject: '{{number}} · Ahora lo tiene {{owner}}: {{subject}}',
    before: ['Hola, {{name}}:', '{{actor}} puso a {{owner}} como responsable.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_assigned_to_you: {
    subject: '{{number}} · Ahora es tuyo: {{subject}}',
    before: ['Hola, {{name}}:', '{{actor}} te dio este ticket.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_flagged: {
    subject: '{{number}} · Bandera {{flag}}: {{subject}}',
    before: ['Hola, {{name}}:', '{{actor}} puso la bandera {{flag}}.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_customer_wrote: {
    subject: '{{number}} · {{requester}} respondió: {{subject}}',
    before: ['Hola, {{name}}:', 'Hay un mensaje nuevo de {{requester}}.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_closed: {
    subject: '{{number}} · Cerrado: {{subject}}',
    before: ['Hola, {{name}}:', '{{actor}} cerró este ticket.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_reassigned: {
    subject: '{{number}} · Ya no es tuyo: {{subject}}',
    before: ['Hola, {{name}}:', '{{actor}} cambió el responsable de este ticket. Ahora: {{owner}}.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_warned: {
    subject: '{{number}} · Por vencer: {{subject}}',
    before: ['Hola, {{name}}:', 'A este ticket tuyo se le acaba el tiempo prometido.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_breached: {
    subject: '{{number}} · Vencido: {{subject}}',
    before: ['Hola, {{name}}:', 'A este ticket tuyo se le acabó el tiempo prometido.'],
    button: 'Abrir {{number}}',
    after: ['{{answer}}'],
  },
  ticket_digest: {
    subject: '{{count}} avisos de {{organization}}',
    before: ['Hola, {{name}}:', 'Esto pasó y aún no lo has visto.'],
    button: 'Abrir la mesa',
    after: ['{{more}}', 'Eliges qué te llega por correo en Tu perfil → Avisos.'],
  },
};
export type MailPhrases = typeof mailPhrases;
