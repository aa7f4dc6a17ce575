import { Icon, Progress } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import type { FileFacts } from '../../contract.ts';
import { isShownImage } from '../../values/files.ts';
import { ImageViewer } from './late-viewer.tsx';
import { useFileLinks } from './links.tsx';
import { useFileT } from './messages.ts';
import { sizeText } from './size.ts';
import { Thumb } from './thumb.tsx';
import type { Upload } from './use-uploads.tsx';

/** Files below each other: name, size, opening and saving; while editing also progress and removal. */
export function FileRows({
  files,
  pending,
  onRemove,
}: {
  files: readonly FileFacts[];
  pending?: ReadonlyMap<string, Upload>;
  onRemove?: ((id: string) => void) | undefined;
}) {
  const t = useFileT();
  const links = useFileLinks(files.filter(({ id }) => !pending?.has(id)).map(({ id }) => id));
  const [open, setOpen] = useState<string>();
  return (
    <>
      <ul className="f-files">
        {files.map((file) => {
          const { id, name, size, mime } = file;
          const upload = pending?.get(id);
          const link = links.get(id);
          const readable = isShownImage(mime) || mime === 'application/pdf';
          return (
            <li key={id} className="f-file">
              <Thumb file={file} link={link} size={24} />
              <span className="f-file-text">
                {link && isShownImage(mime) ? (
                  <button type="button" className="f-file-name" onClick={() => setOpen(id)}>
                    {name}
                  </button>
                ) : link ? (
                  <a
                    className="f-file-name"
                    href={readable ? link.url : link.download}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {name}
                  </a>
                ) : (
                  <span className="f-file-name">{name}</span>
                )}
                {upload ? (
                  <UploadState upload={upload} />
                ) : (
                  <span className="f-file-size">{sizeText(size)}</span>
                )}
              </span>
              {upload?.retry ? (
                <Button size="small" onClick={upload.retry}>
                  {t('retry')}
                </Button>
              ) : null}
              <Button
                type="text"
                size="small"
                {...(link ? { href: link.download } : { disabled: true })}
                aria-label={t('download', { name })}
                icon={<Icon name="download" />}
              />
              {onRemove ? (
                <Button
                  type="text"
                  size="small"
                  aria-label={t(upload && !upload.error ? 'cancel' : 'remove', { name })}
                  icon={<Icon name="close" />}
                  onClick={() => onRemove(id)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {links.size > 1 && !onRemove ? (
        <Button
          type="link"
          size="small"
          icon={<Icon name="download" />}
          onClick={() => saveAll([...links.values()].map(({ download }) => download))}
        >
          {t('downloadAll', { count: links.size })}
        </Button>
      ) : null}
      {open === undefined ? null : <ImageViewer files={files} links={links} at={open} onChange={setOpen} />}
    </>
  );
}

/** Browsers take one saving at a time: each begins a little after the one before. */
const BETWEEN_MS = 400;

function saveAll(urls: readonly string[]): void {
  for (const [index, url] of urls.entries())
    setTimeout(() => {
      const link = document.createElement('a');
      link.href = url;
      link.download = '';
      link.click();
    }, index * BETWEEN_MS);
}

/** How far an upload is, or why it stopped. */
export function UploadState({ upload: { sent, error } }: { upload: Upload }) {
  const t = useFileT();
  if (error !== undefined)
    return (
      <span className="f-error" role="alert">
        {error}
      </span>
    );
  const percent = Math.round(sent * 100);
  return <Progress percent={percent} size="small" showInfo={false} aria-label={t('sending', { percent })} />;
}
