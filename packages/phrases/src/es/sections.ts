/** Cómo se llaman las secciones de ajustes: también las dice la paleta, en toda página. */
export const sections = {
  label: 'Secciones de ajustes',
  company: 'Empresa',
  organization: 'Organización',
  calendars: 'Horarios y feriados',
  team: 'Equipo',
  channels: 'Canales',
  system: 'Sistema',
  agents: 'Agentes',
  roles: 'Roles y permisos',
  departments: 'Departamentos',
  mailboxes: 'Correo',
  outbox: 'Correo saliente',
  spam: 'Spam',
  apiKeys: 'Claves de API',
  setAside: 'Bandeja de problemas',
  backups: 'Respaldos',
};
