/** Los relojes de un ticket, y por qué vencen cuando vencen. */
export const clocks = {
  title: 'Tiempos de este ticket',
  why: 'Ver por qué',
  failed: 'No pudimos leer los tiempos. Ciérralo y vuelve a abrirlo.',
  ended: 'Los que ya terminaron',
  lines: {
    used: 'Lleva {{used}}',
    usedOf: 'Lleva {{used}} de {{limit}}',
    closed: 'Fuera de horario {{time}}, que no cuentan',
    closedSpan: 'Fuera de horario de {{from}} a {{to}}',
    pause: '{{time}} {{reason}}, desde {{since}}: no contó',
    pauseNow: 'En pausa hace {{time}}, {{reason}}',
    calendar: 'Horario: {{name}}',
    assumed: 'Horario: de lunes a viernes, de 9 a 18, hasta que haya un calendario en Ajustes',
    rule: 'Regla: {{name}}',
  },
  reasons: {
    open: 'abierto',
    in_progress: 'en progreso',
    waiting_customer: 'esperando al cliente',
    waiting_area: 'esperando a otra área',
    to_validate: 'por validar',
    closed: 'cerrado',
    ignored: 'ignorado',
    spam: 'apartado como spam',
  },
  was: {
    met: '{{metric}}: a tiempo, {{when}}',
    breached: '{{metric}}: tarde, {{when}}',
    cancelled: '{{metric}}: ya no hizo falta, {{when}}',
  },
};

/** Lo que dice de ellos el historial. */
export const clockHistory = {
  clockWarned: 'Un plazo está por vencer: {{to}}',
  clockBreached: 'Venció un plazo: {{to}}',
};
