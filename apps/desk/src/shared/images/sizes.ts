/** Longest side of a photo as it is sent; the largest place it is shown in is 64 px, on screens of twice that and more. */
export const photoSidePx = 256;
/** Longest side of a logo as it is sent. */
export const logoSidePx = 512;
