/** Largest photo or logo, in bytes. */
export const imageBytesMax = 5 * 1024 * 1024;
/** Kinds of image taken; read from the bytes, whatever their sender calls them. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;

/** The body of an upload: the bytes of the image alone. */
export const imageBody = {
  contentTypes: ['application/octet-stream'],
  bytesMax: imageBytesMax,
} as const;

export const imageErrors = [
  'files.not_an_image',
  'files.image_too_large',
  'http.too_large',
  'http.unsupported_media_type',
] as const;
