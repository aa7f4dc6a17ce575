import type { FileKind } from '../../contract.ts';
import { MIB } from '../../values/files.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { FileRows } from '../../widgets/files/file-rows.tsx';
import { useFileT } from '../../widgets/files/messages.ts';
import { FilePick, PickButton } from '../../widgets/files/pick.tsx';
import { Refused } from '../../widgets/files/refused.tsx';
import { useUploads } from '../../widgets/files/use-uploads.tsx';
import type { FileConfig } from './model.ts';

/** Media types and endings for the system's dialog; documents have too many types to name. */
const ACCEPT: Readonly<Partial<Record<FileKind, string>>> = {
  image: 'image/*',
  audio: 'audio/*',
  video: 'video/*',
  archive: '.zip,.rar,.7z,.gz,.tar',
  document:
    '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.dps,.odt,.ods,.odp,.rtf,.txt,.csv,.md,.json,.xml,.epub',
};

function acceptOf({ kinds, extensions }: FileConfig): string | undefined {
  if (extensions) return extensions.map((one) => `.${one}`).join(',');
  return kinds?.map((kind) => ACCEPT[kind]).join(',');
}

export function FileWidget(props: WidgetProps<FileConfig>) {
  const t = useFileT();
  const { kinds, extensions, maxSize, maxCount } = props.config;
  const { files, pending, refused, add, remove } = useUploads({
    value: props.value,
    onChange: props.onChange,
    limits: { kinds, extensions, maxBytes: maxSize * MIB },
    maxCount,
  });
  const disabled = props.disabled ?? false;
  return (
    <FilePick field={props} onFiles={add} disabled={disabled}>
      <FileRows files={files} pending={pending} onRemove={disabled ? undefined : remove} />
      <div className="f-file-pick">
        <PickButton
          field={props}
          id={props.id}
          icon="upload"
          text={t('choose')}
          accept={acceptOf(props.config)}
          multiple={maxCount > 1}
          disabled={disabled || files.length >= maxCount}
          onFiles={add}
        />
        <span className="f-help">{t('most', { count: maxCount, size: maxSize })}</span>
      </div>
      <Refused texts={refused} />
    </FilePick>
  );
}
