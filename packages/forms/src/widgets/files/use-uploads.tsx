import type { Value } from '@trellis/logic';
import { issueMessage } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useEffect, useRef, useState } from 'react';
import type { FileFacts, FileLimits } from '../../contract.ts';
import { fileIssues, PENDING, UNKNOWN_MIME } from '../../values/files.ts';
import { useFormServices } from '../services.tsx';
import { useFileT } from './messages.ts';

/** An upload under way, or one that failed. */
export interface Upload {
  readonly id: string;
  readonly sent: number;
  /** What went wrong, in words. */
  readonly error?: string | undefined;
  readonly retry?: (() => void) | undefined;
}

export interface Uploads {
  /** The files of the value; those that are still coming have an entry in `pending`. */
  readonly files: readonly FileFacts[];
  readonly pending: ReadonlyMap<string, Upload>;
  /** Why chosen files were not taken. */
  readonly refused: readonly string[];
  add(chosen: readonly File[]): void;
  remove(id: string): void;
}

let counter = 0;

/**
 * Uploads of a field. A file that is coming stands in the value under an id that no save accepts, so that nobody saves
 * without it by being too quick; whoever saves waits for it (`useArrivals`).
 * @param prepare what is done to a file before it is sent
 */
export function useUploads(input: {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly limits: FileLimits;
  readonly maxCount: number;
  readonly prepare?: ((file: File) => Promise<File>) | undefined;
}): Uploads {
  const services = useFormServices();
  const { locale } = useLocale();
  const t = useFileT();
  const [uploads, setUploads] = useState<ReadonlyMap<string, Upload>>(new Map());
  const [refused, setRefused] = useState<readonly string[]>([]);
  const aborts = useRef(new Map<string, AbortController>());
  // Uploads end between renders: each sees what the others made of the value.
  const latest = useRef<readonly FileFacts[]>([]);
  latest.current = Array.isArray(input.value) ? (input.value as readonly FileFacts[]) : [];
  const current = useRef(input);
  current.current = input;

  useEffect(() => {
    const running = aborts.current;
    return () => {
      for (const abort of running.values()) abort.abort();
    };
  }, []);

  const emit = (files: readonly FileFacts[]) => {
    latest.current = files;
    current.current.onChange(files.length === 0 ? null : files);
  };
  const note = (id: string, upload: Upload | undefined) =>
    setUploads((old) => {
      const next = new Map(old);
      if (upload) next.set(id, upload);
      else next.delete(id);
      return next;
    });
  const words = (issues: ReturnType<typeof fileIssues>) =>
    issues[0] ? issueMessage(issues[0], locale) : undefined;

  const send = async (id: string, chosen: File) => {
    const abort = new AbortController();
    aborts.current.set(id, abort);
    note(id, { id, sent: 0 });
    const fail = (error: string, again: boolean) =>
      note(id, { id, sent: 0, error, retry: again ? () => start(id, chosen) : undefined });
    try {
      if (!services.files) throw new Error(t('failed'));
      const file = (await current.current.prepare?.(chosen)) ?? chosen;
      const facts = await services.files.upload(file, {
        signal: abort.signal,
        progress: (sent, total) => note(id, { id, sent: total > 0 ? sent / total : 0 }),
      });
      // By its content it may be something else than its name said.
      const wrong = words(fileIssues(facts, current.current.limits));
      if (wrong !== undefined) return fail(wrong, false);
      if (!latest.current.some((one) => one.id === id)) return;
      emit(latest.current.map((one) => (one.id === id ? facts : one)));
      note(id, undefined);
    } catch (error) {
      if (!abort.signal.aborted)
        fail(error instanceof Error && error.message ? error.message : t('failed'), true);
    } finally {
      aborts.current.delete(id);
    }
  };

  const start = (id: string, chosen: File) => {
    const { coming } = services;
    coming.set(
      id,
      send(id, chosen).finally(() => coming.delete(id)),
    );
  };

  const add = (chosen: readonly File[]) => {
    const { limits, maxCount } = current.current;
    const no: string[] = [];
    const started: [string, File][] = [];
    const room = maxCount - latest.current.length;
    for (const file of chosen) {
      const mime = file.type || UNKNOWN_MIME;
      // A browser that can't tell the type leaves it to the server.
      const wrong = words(
        fileIssues({ name: file.name, size: 0, mime }, file.type ? limits : { ...limits, kinds: undefined }),
      );
      // What is shrunk before it is sent may be too large now.
      const big = current.current.prepare
        ? undefined
        : words(fileIssues({ name: file.name, size: file.size, mime }, { maxBytes: limits.maxBytes }));
      if (wrong ?? big) no.push(wrong ?? big ?? '');
      else if (started.length >= room) {
        no.push(t('tooMany', { count: maxCount }));
        break;
      } else started.push([`${PENDING}${++counter}`, file]);
    }
    setRefused(no);
    if (started.length === 0) return;
    emit([
      ...latest.current,
      ...started.map(([id, { name, size, type }]) => ({ id, name, size, mime: type || UNKNOWN_MIME })),
    ]);
    for (const [id, file] of started) start(id, file);
  };

  const remove = (id: string) => {
    aborts.current.get(id)?.abort();
    note(id, undefined);
    setRefused([]);
    emit(latest.current.filter((one) => one.id !== id));
  };

  const files = latest.current;
  // What a draft kept of uploads of another visit goes nowhere any more.
  const pending = new Map(
    files
      .filter(({ id }) => id.startsWith(PENDING))
      .map(({ id }) => [id, uploads.get(id) ?? { id, sent: 0, error: t('interrupted') }] as const),
  );
  return { files, pending, refused, add, remove };
}
