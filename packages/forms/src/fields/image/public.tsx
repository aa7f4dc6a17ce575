import type { PublicFacet } from '../../public/facet.tsx';
import { FileInput } from '../../public/file-input.tsx';
import { say } from '../../public/texts.ts';
import type { ImageConfig } from './model.ts';

/** A picture no larger than asked for; one that the browser can't read goes as it is. */
async function shrunk(file: File, edge: number): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = edge / Math.max(picture.width, picture.height);
  if (scale >= 1) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg';
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.9));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], type === file.type ? file.name : file.name.replace(/\.\w+$/, '.jpg'), { type });
}

export const publicImage: PublicFacet<ImageConfig> = {
  type: 'image',
  group: true,
  Input: (props) => {
    const { maxCount, maxSize, maxEdge, cameraOnly } = props.config;
    return (
      <FileInput
        of={props}
        maxCount={maxCount}
        maxSize={maxSize}
        accept="image/*"
        camera={cameraOnly}
        label={say(props.place.locale, cameraOnly ? 'takePhoto' : 'addImage')}
        {...(maxEdge === undefined ? {} : { prepare: (file: File) => shrunk(file, maxEdge) })}
      />
    );
  },
};
