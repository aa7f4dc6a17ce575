import type { FileFacts } from '../../contract.ts';
import { useFileLinks } from './links.tsx';
import { useFileT } from './messages.ts';
import { Thumb } from './thumb.tsx';

const SHOWN = 3;

/** The first few pictures in one line of a list. */
export function ThumbLine({ files }: { files: readonly FileFacts[] }) {
  const t = useFileT();
  const first = files.slice(0, SHOWN);
  const links = useFileLinks(first.map(({ id }) => id));
  return (
    <span className="f-file-line" title={files.map(({ name }) => name).join('\n')}>
      {first.map((file) => (
        <Thumb key={file.id} file={file} link={links.get(file.id)} size={24} />
      ))}
      {files.length > SHOWN ? (
        <span className="f-file-more">{t('more', { count: files.length })}</span>
      ) : null}
    </span>
  );
}
