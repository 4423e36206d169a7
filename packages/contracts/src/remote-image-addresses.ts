/** In sanitised HTML an attribute never holds a bare quote, and text never holds a bare `<`. */
const remoteImage = /<img\b[^<>]*?\sdata-remote-src="([^"]*)"/g;

const entities: Record<string, string> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' };

/**
 * Addresses of the remote images of sanitised HTML, each once, in order of appearance. Their place in this list is
 * how the desk asks for one, so that no address ever comes from outside.
 */
export function remoteImageAddresses(html: string): string[] {
  const found = [...html.matchAll(remoteImage)].map(([, address = '']) =>
    address.replace(/&(?:amp|quot|lt|gt);/g, (entity) => entities[entity] ?? entity),
  );
  return [...new Set(found)];
}
