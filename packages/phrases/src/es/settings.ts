/** Ajustes: agentes, buzones, correo saliente, claves de API y lo apartado. */
export const settings = {
  title: 'Ajustes',
  sections: {
    label: 'Secciones de ajustes',
    team: 'Equipo',
    channels: 'Canales',
    system: 'Sistema',
    agents: 'Agentes',
    mailboxes: 'Buzones',
    outbox: 'Correo saliente',
    apiKeys: 'Claves de API',
    setAside: 'Apartadas',
  },
};
