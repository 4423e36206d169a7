/** What is known of why a workload misses a target; shown only where it does. By hand, from profiles and plans. */
export const reasons: Readonly<Record<string, string>> = {
  W1: 'Por correo, la base gasta unos 5 ms: 2,1 en escribir el mensaje con sus dos vectores de texto, 0,6 en el ticket, 0,4 en guardar el original. Node gasta lo demás, sobre todo en hablar con la base (unas 14 instrucciones por correo). El mínimo, que solo interpreta y escribe, gasta aquí de 6 a 9 ms: esta máquina es unas tres veces más lenta que la de las metas absolutas. A cien correos por segundo, cada uno cuesta 13,7 ms con 20 mil tickets y 14,7 con 200 mil.',
  W2: 'Una petición sola despierta cada proceso de nuevo y cuesta más CPU que diez a la vez. Lo que queda es sesión, permisos y 50 tarjetas con sus nombres en 2 instrucciones.',
  W3: 'Tres columnas con contadores exactos hasta 999 leen unas 600 páginas de índice en 3 instrucciones. Con 10 mil tickets los contadores aún no llegan a 999 y leen menos de la mitad: de ahí el crecimiento, que desde 100 mil ya no sigue.',
  W4: 'Cinco lecturas después de la puerta (lado, destinatario, anteriores, mensajes, historia), a la vez pero cada una con su precio de ida y vuelta.',
  W5: 'Las metas de 10 ms suponen una base que contesta en 0,1 ms. Un nombre se busca también con sus errores de tecleo, y cuatro palabras leen 40 mil páginas del índice: el mínimo tarda lo mismo.',
  W6: 'Una respuesta son 27 a 31 instrucciones hasta que el servidor de correo la tiene: clave de repetición, ticket, mensaje, vectores, salida, eventos y, después, entrega y su registro. El orden de la historia y las reacciones se hacen dos veces, por la respuesta y por su entrega.',
  W7: 'La trama sale a los 10 a 15 ms porque lo que se confirma junto se ordena junto (4 ms) y se reúne antes de enviarse. En el navegador, el resto es pintar, con tres Chromium en los mismos dos procesadores.',
  W11: 'Al medirse, el servidor abría unos 2.000 archivos de sus bibliotecas al arrancar (0,7 s de CPU); desde entonces van en un solo paquete. Lo demás es preparar rutas y esquemas, y la primera contraseña y el primer mesón.',
  W12: 'Medida al final de todas las cargas, sobrecarga incluida: Node guarda la memoria que llegó a usar. En reposo es menos de la mitad.',
  W14: 'El mesón crece mientras sus contadores no llegan a 999; después ya no. Un correo, un principio de palabra y cuatro palabras frecuentes recorren listas del índice que se alargan con los mensajes: cuatro palabras, 2,6 veces más con diez veces más tickets.',
  W15: 'La primera visita incluye leer y compilar 297 kB de programa en un navegador sin aceleración, en los mismos dos procesadores que el servidor y la base.',
  W16: 'Un proceso de Node usa un procesador; los 200 clientes y la base comparten el otro. Con `--roles` la aplicación se reparte entre procesos, y aquí no hay más procesadores que darles.',
};
