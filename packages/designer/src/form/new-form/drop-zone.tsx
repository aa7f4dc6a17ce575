import { Icon } from '@trellis/ui/react';
import { useRef, useState } from 'react';

/** A place that takes one file by drag, click or keyboard. */
export function DropZone(props: {
  readonly accept: string;
  readonly title: string;
  readonly hint: string;
  readonly onFile: (file: File) => void;
}) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) props.onFile(file);
    // The same file again is a change too.
    if (input.current) input.current.value = '';
  };
  return (
    <label
      className="d-drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <input
        ref={input}
        className="t-sr-only"
        type="file"
        accept={props.accept}
        onChange={(event) => take(event.target.files)}
      />
      <Icon name="upload" className="d-drop-icon" />
      <strong>{props.title}</strong>
      <span className="t-muted">{props.hint}</span>
    </label>
  );
}
