/**
 * What the generated client needs to send an image as its bytes alone: the schema knows the body as text, and the
 * client would write it as JSON.
 */
export function imageBody(image: File) {
  return {
    body: image as unknown as string,
    bodySerializer: () => image,
    headers: { 'Content-Type': 'application/octet-stream' },
  };
}
