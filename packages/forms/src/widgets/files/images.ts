/** What the browser does to a picture before it sends it. */
export interface ImagePreparation {
  /** Longer side in pixels at most. */
  readonly maxEdge?: number | undefined;
  /** Lines written into the lower left corner. */
  readonly lines: readonly string[];
}

const QUALITY = 0.85;
const DRAWN = /^image\/(png|jpeg|webp)$/;

/** Shrinks and marks a picture. What a browser can't draw, and what needs neither, goes as it is. */
export async function prepareImage(file: File, { maxEdge, lines }: ImagePreparation): Promise<File> {
  if (!DRAWN.test(file.type)) return file;
  // The orientation that the camera noted is applied, since drawing drops the note.
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!picture) return file;
  const scale = maxEdge === undefined ? 1 : Math.min(1, maxEdge / Math.max(picture.width, picture.height));
  if (scale === 1 && lines.length === 0) {
    picture.close();
    return file;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return file;
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  write(pen, lines, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, file.type, QUALITY));
  return blob ? new File([blob], file.name, { type: blob.type }) : file;
}

/** White on a dark shadow: to be read on any picture. */
function write(pen: CanvasRenderingContext2D, lines: readonly string[], width: number, height: number): void {
  const size = Math.max(12, Math.round(Math.min(width, height) / 28));
  pen.font = `600 ${size}px system-ui, sans-serif`;
  pen.textBaseline = 'bottom';
  pen.fillStyle = '#ffffff';
  pen.shadowColor = 'rgb(0 0 0 / 85%)';
  pen.shadowBlur = size / 3;
  for (const [index, line] of lines.entries()) {
    const bottom = height - size * 0.6 - (lines.length - 1 - index) * size * 1.35;
    // Twice, for a shadow that carries on white too.
    for (let pass = 0; pass < 2; pass++) pen.fillText(line, size * 0.8, bottom, width - size * 1.6);
  }
}
