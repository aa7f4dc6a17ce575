import { Icon, type IconName } from '@trellis/ui/react';
import { Button } from 'antd';
import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { WidgetProps } from '../facet.tsx';

/** A place to choose, drop or paste files into. */
export function FilePick({
  field,
  onFiles,
  disabled,
  children,
}: {
  field: Pick<WidgetProps, 'label' | 'invalid'>;
  onFiles: (files: readonly File[]) => void;
  disabled: boolean;
  children: ReactNode;
}) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    if (!disabled && files && files.length > 0) onFiles([...files]);
  };
  const drag = (event: DragEvent, inside: boolean) => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(inside);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a box of its own
    <div
      className="f-file-drop"
      role="group"
      {...(field.label ? { 'aria-label': field.label } : {})}
      data-over={over || undefined}
      data-invalid={field.invalid || undefined}
      onDragEnter={(event) => drag(event, true)}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        take(event.dataTransfer.files);
      }}
      onPaste={(event: ClipboardEvent) => take(event.clipboardData.files)}
    >
      {children}
    </div>
  );
}

/** A button that opens the system's file dialog or, on a phone, the camera. */
export function PickButton({
  field,
  icon,
  text,
  accept,
  multiple,
  camera = false,
  id,
  disabled,
  onFiles,
}: {
  field: Pick<WidgetProps, 'describedBy' | 'autoFocus'>;
  icon: IconName;
  text: string;
  accept?: string | undefined;
  multiple: boolean;
  /** Straight to the camera where there is one. */
  camera?: boolean;
  id?: string;
  disabled: boolean;
  onFiles: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        {...(id ? { id } : {})}
        icon={<Icon name={icon} />}
        disabled={disabled}
        autoFocus={field.autoFocus ?? false}
        {...(field.describedBy ? { 'aria-describedby': field.describedBy } : {})}
        onClick={() => input.current?.click()}
      >
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        {...(accept ? { accept } : {})}
        {...(camera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          event.target.value = '';
        }}
      />
    </>
  );
}
