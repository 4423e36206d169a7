import type { Junk } from '../story/scenario.ts';

/** Publicidad, engaños y correo que llegó por error. */
export const junk: readonly Junk[] = [
  {
    key: 'seo',
    name: 'Posiciona Ya',
    address: 'ventas@posiciona-ya.example',
    subject: 'Su página puede estar en el primer lugar',
    text: 'Estimado propietario:\n\nRevisamos su sitio y detectamos 17 errores. Por una sola cuota lo llevamos al primer lugar de los buscadores. ¿Agendamos una llamada de 15 minutos?',
  },
  {
    key: 'toner',
    name: 'Tóner Express',
    address: 'promos@toner-express.example',
    subject: '¡Tóner al 2x1 solo esta semana!',
    text: 'Surtido completo de consumibles con entrega el mismo día. Responda ALTA para recibir el catálogo.',
  },
  {
    key: 'prize',
    name: 'Departamento de Premios',
    address: 'aviso@premios-internacionales.example',
    subject: 'Usted ha sido seleccionado',
    text: 'Su dirección de correo resultó ganadora. Para liberar el premio envíe sus datos completos y una copia de su identificación.',
  },
  {
    key: 'fake-invoice',
    name: 'Facturación',
    address: 'factura@documentos-pendientes.example',
    subject: 'Factura vencida: último aviso',
    text: 'Tiene una factura vencida. Descargue el documento adjunto y capture su contraseña para evitar la suspensión del servicio.',
  },
  {
    key: 'furniture',
    name: 'Mobiliario Escolar del Centro',
    address: 'contacto@mobiliario-centro.example',
    subject: 'Lista de precios de pupitres y pizarrones',
    text: 'Ponemos a sus órdenes nuestra lista de precios de temporada. Precios especiales a partir de 50 piezas.',
  },
  {
    key: 'webinar',
    name: 'Congreso de Innovación Educativa',
    address: 'difusion@congreso-innova.example',
    subject: 'Últimos lugares: congreso de innovación educativa',
    text: 'Inscríbase hoy y obtenga constancia con valor curricular. Grupos de cinco personas pagan cuatro.',
  },
  {
    key: 'wrong-address',
    name: 'Pedidos Panadería',
    address: 'pedidos@panaderia-la-espiga.example',
    subject: 'Confirmación de pedido: 40 piezas surtidas',
    text: 'Confirmamos su pedido de 40 piezas surtidas para mañana a las 9:00. Pago contra entrega.',
  },
  {
    key: 'candidate',
    name: 'Bolsa de Trabajo',
    address: 'perfiles@bolsa-abierta.example',
    subject: 'Perfiles disponibles para su vacante',
    text: 'Contamos con 25 perfiles listos para entrevista. Si no desea recibir más correos, responda BAJA.',
  },
];
