import { Image } from 'antd';
import type { FileFacts } from '../../contract.ts';
import { isShownImage } from '../../values/files.ts';
import type { FileLink } from '../services.tsx';

/** Large pictures over the page: arrow keys go through them, Esc closes. `at`: index among the shown images. */
export function ImageViewer({
  files,
  links,
  at,
  onChange,
}: {
  files: readonly FileFacts[];
  links: ReadonlyMap<string, FileLink>;
  /** Id of the file to show; undefined = closed. */
  at: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const shown = files.filter(({ id, mime }) => isShownImage(mime) && links.has(id));
  if (at === undefined || shown.length === 0) return null;
  return (
    <Image.PreviewGroup
      items={shown.map(({ id, name }) => ({ src: links.get(id)?.url ?? '', alt: name }))}
      preview={{
        open: true,
        current: Math.max(
          0,
          shown.findIndex(({ id }) => id === at),
        ),
        onChange: (current) => onChange(shown[current]?.id),
        onOpenChange: (open) => {
          if (!open) onChange(undefined);
        },
      }}
    />
  );
}
