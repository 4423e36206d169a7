/** Quality of WebP for faces and logos: nothing to see of it, a tenth of the bytes. */
const quality = 0.9;

/**
 * The image drawn anew at most `sidePx` wide and high, the right way up: what the camera wrote beside it (place,
 * time, device) stays behind. Throws where the browser cannot read it.
 */
export async function shrinkImage(file: File, { sidePx }: { sidePx: number }): Promise<File> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, sidePx / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser draws no pictures');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    // A browser that writes no WebP answers a PNG.
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', quality));
    if (!blob) throw new Error('the picture could not be written');
    return new File([blob], blob.type === 'image/webp' ? 'imagen.webp' : 'imagen.png', { type: blob.type });
  } finally {
    image.close();
  }
}
