import { Icon } from '@trellis/ui/react';
import type { FileFacts } from '../../contract.ts';
import { isShownImage } from '../../values/files.ts';
import type { FileLink } from '../services.tsx';

/** A small picture of an image, an icon for what has none. */
export function Thumb({ file, link, size }: { file: FileFacts; link: FileLink | undefined; size: number }) {
  const url = link?.thumb ?? (isShownImage(file.mime) ? link?.url : undefined);
  return (
    <span className="f-thumb" style={{ width: size, height: size }}>
      {url ? (
        <img src={url} alt={file.name} loading="lazy" />
      ) : (
        <Icon name={file.mime.startsWith('image/') ? 'picture' : 'file'} />
      )}
    </span>
  );
}
