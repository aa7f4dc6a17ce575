import { useState } from 'react';
import type { FileFacts } from '../contract.ts';
import type { PublicProps } from './facet.tsx';
import { say } from './texts.ts';

const MB = 1024 * 1024;

const filesOf = (value: PublicProps['value']): readonly FileFacts[] =>
  Array.isArray(value) ? (value as unknown as readonly FileFacts[]) : [];

/** A size as people read it. */
const sizeText = (bytes: number): string =>
  bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MB).toFixed(1)} MB`;

/** Files that a visitor chooses; each is sent at once and can be taken out again. */
export function FileInput(props: {
  readonly of: PublicProps<unknown>;
  readonly maxCount: number;
  /** MB of one file. */
  readonly maxSize: number;
  readonly accept?: string | undefined;
  readonly label: string;
  readonly camera?: boolean;
  /** What is done to a file before it is sent. */
  readonly prepare?: (file: File) => Promise<File>;
}) {
  const { of, maxCount, maxSize, accept, label, camera, prepare } = props;
  const { locale } = of.place;
  const [sending, setSending] = useState<ReadonlyMap<string, number>>(new Map());
  const [refused, setRefused] = useState<readonly string[]>([]);
  const files = filesOf(of.value);
  const mark = (id: string, part: number | undefined) =>
    setSending((old) => {
      const next = new Map(old);
      if (part === undefined) next.delete(id);
      else next.set(id, part);
      return next;
    });
  const add = async (chosen: readonly File[]) => {
    let now = files;
    const put = (next: readonly FileFacts[]) => {
      now = next;
      of.onChange(next.length === 0 ? null : (next as never));
    };
    const problems: string[] = [];
    if (now.length + chosen.length > maxCount) problems.push(say(locale, 'tooMany', maxCount));
    const sent = chosen.slice(0, Math.max(0, maxCount - now.length)).map(async (original) => {
      const file = prepare ? await prepare(original).catch(() => original) : original;
      if (file.size > maxSize * MB) {
        problems.push(say(locale, 'tooLarge', file.name, maxSize));
        return;
      }
      const id = `pending:${crypto.getRandomValues(new Uint32Array(2)).join('')}`;
      put([...now, { id, name: file.name, size: file.size, mime: file.type }]);
      mark(id, 0);
      try {
        const facts = await of.place.upload(of.field.key, file, (part) => mark(id, part));
        put(now.map((one) => (one.id === id ? facts : one)));
      } catch (error) {
        problems.push(
          error instanceof Error && error.message ? error.message : say(locale, 'uploadFailed', file.name),
        );
        put(now.filter((one) => one.id !== id));
      }
      mark(id, undefined);
    });
    await Promise.all(sent);
    setRefused(problems);
  };
  return (
    <div className="p-files">
      {files.map(({ id, name, size }) => {
        const part = sending.get(id);
        return (
          <div key={id} className="p-file">
            <span className="p-file-name">{name}</span>
            <span className="p-file-note">
              {part === undefined ? sizeText(size) : say(locale, 'uploading', Math.round(part * 100))}
            </span>
            <button
              type="button"
              className="p-small"
              disabled={of.disabled}
              aria-label={say(locale, 'remove', name)}
              onClick={() => {
                const rest = files.filter((one) => one.id !== id);
                of.onChange(rest.length === 0 ? null : (rest as never));
              }}
            >
              ×
            </button>
          </div>
        );
      })}
      {files.length < maxCount ? (
        <label className="p-pick" data-disabled={of.disabled || undefined}>
          <input
            id={of.id}
            type="file"
            multiple={maxCount > 1}
            accept={accept}
            {...(camera ? { capture: 'environment' as const } : {})}
            disabled={of.disabled}
            aria-invalid={of.invalid || undefined}
            aria-describedby={of.describedBy}
            onChange={({ target }) => {
              const chosen = [...(target.files ?? [])];
              target.value = '';
              void add(chosen);
            }}
          />
          <span>{label}</span>
        </label>
      ) : null}
      {refused.map((text) => (
        <p key={text} className="p-error" role="alert">
          {text}
        </p>
      ))}
    </div>
  );
}
