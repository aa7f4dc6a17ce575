import { Icon } from '@trellis/ui/react';
import type { FileFacts } from '../../contract.ts';
import type { CellProps } from '../../widgets/facet.tsx';
import { FileRows } from '../../widgets/files/file-rows.tsx';
import { useFileT } from '../../widgets/files/messages.ts';
import type { FileConfig } from './model.ts';

/** A line names the first file and counts the others; a page offers all of them. */
export function FileCell({ value, look }: CellProps<FileConfig>) {
  const t = useFileT();
  const files = value as readonly FileFacts[];
  if (look === 'page') return <FileRows files={files} />;
  const names = files.map(({ name }) => name).join('\n');
  return (
    <span className="f-file-line" title={names}>
      <Icon name="paperclip" />
      <span className="t-ellipsis">{files[0]?.name}</span>
      {files.length > 1 ? <span className="f-file-more">{t('more', { count: files.length })}</span> : null}
    </span>
  );
}
