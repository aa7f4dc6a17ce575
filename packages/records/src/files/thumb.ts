import { isShownImage } from '@trellis/forms/model';
import sharp from 'sharp';

const EDGE = 320;
/** A picture that unpacks to more is left alone: 100 megapixels are 400 MB of memory. */
const MAX_PIXELS = 100_000_000;

sharp.concurrency(1);
sharp.cache(false);

/** Writes a small picture of an image beside it; false where there can be none. */
export async function makeThumb(path: string, mime: string, target: string): Promise<boolean> {
  if (!isShownImage(mime) && mime !== 'image/tiff') return false;
  try {
    await sharp(path, { limitInputPixels: MAX_PIXELS })
      .rotate()
      .resize(EDGE, EDGE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toFile(target);
    return true;
  } catch {
    // Broken or too large: it is kept as it came, without a small picture.
    return false;
  }
}
