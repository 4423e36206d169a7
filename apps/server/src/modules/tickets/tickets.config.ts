import { list, setting } from '../../platform/config/config.ts';

/** Settings of tickets and their messages. */
export const ticketsSettings = {
  remoteImageHosts: setting<string[]>({
    env: 'VENTANILLA_REMOTE_IMAGE_HOSTS',
    doc: {
      es: 'Equipos de tu red (nombre:puerto, separados por comas) de los que sí se traen imágenes de los correos; de los demás, solo si son públicos.',
      en: 'Hosts of your own network (name:port, separated by commas) that images of mails may be fetched from; otherwise public ones only.',
    },
    schema: list.refine((hosts) => hosts.every((host) => /^[^\s/@]+:\d{1,5}$/.test(host))),
    default: [],
  }),
};

export interface TicketsModuleConfig {
  remoteImageHosts: readonly string[];
}
