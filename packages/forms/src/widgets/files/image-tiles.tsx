import { Icon } from '@trellis/ui/react';
import { type ReactNode, useState } from 'react';
import type { FileFacts } from '../../contract.ts';
import { UploadState } from './file-rows.tsx';
import { ImageViewer } from './late-viewer.tsx';
import { useFileLinks } from './links.tsx';
import { useFileT } from './messages.ts';
import { Thumb } from './thumb.tsx';
import type { Upload } from './use-uploads.tsx';

/** Pictures side by side; a click shows them large. */
export function ImageTiles({
  files,
  pending,
  onRemove,
  size = 80,
  children,
}: {
  files: readonly FileFacts[];
  pending?: ReadonlyMap<string, Upload>;
  onRemove?: ((id: string) => void) | undefined;
  size?: number;
  children?: ReactNode;
}) {
  const t = useFileT();
  const links = useFileLinks(files.filter(({ id }) => !pending?.has(id)).map(({ id }) => id));
  const [open, setOpen] = useState<string>();
  return (
    <>
      <ul className="f-tiles">
        {files.map((file) => {
          const { id, name } = file;
          const upload = pending?.get(id);
          return (
            <li key={id} className="f-tile" style={{ width: size }}>
              <button
                type="button"
                aria-label={t('open', { name })}
                title={name}
                disabled={!links.has(id)}
                onClick={() => setOpen(id)}
              >
                <Thumb file={file} link={links.get(id)} size={size} />
              </button>
              {onRemove ? (
                <button
                  type="button"
                  className="f-tile-remove"
                  aria-label={t(upload && !upload.error ? 'cancel' : 'remove', { name })}
                  onClick={() => onRemove(id)}
                >
                  <Icon name="close" />
                </button>
              ) : null}
              {upload ? <UploadState upload={upload} /> : null}
              {upload?.retry ? (
                <button type="button" className="f-file-name" onClick={upload.retry}>
                  {t('retry')}
                </button>
              ) : null}
            </li>
          );
        })}
        {children}
      </ul>
      {open === undefined ? null : <ImageViewer files={files} links={links} at={open} onChange={setOpen} />}
    </>
  );
}
