import { fail, type Issue, isId, type JsonObject, ok, type Result } from '@trellis/metadata';
import type { FileFacts, FileKind, FileLimits, FileUse, TextEnv, ValueSchema } from '../contract.ts';
import { cleanText } from './text.ts';

/** The value of a field that holds files: what the server found when they came. */
export type Files = readonly FileFacts[];

export const FILE_KINDS: readonly FileKind[] = ['image', 'document', 'audio', 'video', 'archive'];

/** Bytes of a mebibyte; settings speak of these. */
export const MIB = 1024 * 1024;
/** No field may take larger files: what one upload may be. */
export const MAX_FILE_MIB = 200;
const MAX_NAME = 200;

const ARCHIVES =
  /^application\/(zip|gzip|vnd\.rar|x-rar-compressed|x-7z-compressed|x-tar|x-bzip2|x-xz|zstd)$/;
const DOCUMENTS =
  /^(text\/|application\/(pdf|rtf|msword|json|xml|epub\+zip|x-cfb|vnd\.(ms-|openxmlformats-|oasis\.|apple\.|visio|wps)))/;

/** The sort of a media type; undefined for programs and all else that is none of them. */
function fileKind(mime: string): FileKind | undefined {
  // A drawing that may carry scripts is a document here, never shown as an image.
  if (mime === 'image/svg+xml') return 'document';
  if (mime.startsWith('image/')) return 'image';
  if (mime.startsWith('audio/')) return 'audio';
  if (mime.startsWith('video/')) return 'video';
  if (ARCHIVES.test(mime)) return 'archive';
  return DOCUMENTS.test(mime) ? 'document' : undefined;
}

/** Images that every browser shows and that carry no scripts. */
export const isShownImage = (mime: string): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(mime);

/** Ids of files that are still being sent start so; no value keeps them. */
export const PENDING = 'pending:';

/** Ending of a name, lower case without dot; "" where there is none. */
export const extensionOf = (name: string): string =>
  /\.([^.\s/\\]{1,16})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** What the content of files with common endings is. Old office files are too many things to say. */
const CONTENTS: readonly (readonly [RegExp, RegExp])[] = [
  [/^pdf$/, /\/pdf$/],
  [/^(png|jpe?g|gif|webp|avif|bmp|tiff?|hei[cf])$/, /^image\/(?!svg)/],
  // Encrypted ones are containers of the old kind.
  [/^(docx|xlsx|pptx)$/, /openxmlformats|\/zip$|x-cfb$/],
  [/^(zip|rar|7z|gz|tar)$/, /zip|rar|x-7z|x-tar/],
  [/^(mp3|wav|m4a|aac|flac|ogg|amr)$/, /^(audio|video)\/|ogg$/],
  [/^(mp4|mov|avi|mkv|webm|m4v)$/, /^(video|audio)\//],
  [/^(txt|csv|tsv|md|log)$/, /^text\/(?!html)|json$|xml$/],
];

/** Its content is not what its ending says. A type that nobody could tell says nothing. */
const isDisguised = (name: string, mime: string): boolean =>
  CONTENTS.some(([ending, content]) => ending.test(extensionOf(name)) && !content.test(mime));

/** What stands against a file in a field; the browser asks before it sends, the server of what it found. */
export function fileIssues(
  { name, size, mime }: Pick<FileFacts, 'name' | 'size' | 'mime'>,
  { kinds, extensions, maxBytes }: FileLimits,
): Issue[] {
  const issues: Issue[] = [];
  if (size > maxBytes) {
    issues.push({ path: [], code: 'file_too_big', params: { name, max: Math.round(maxBytes / MIB) } });
  }
  const kind = fileKind(mime);
  if (kinds && (kind === undefined || !kinds.includes(kind))) {
    issues.push({ path: [], code: 'file_kind', params: { name } });
  } else if (extensions && !extensions.includes(extensionOf(name))) {
    issues.push({ path: [], code: 'file_extension', params: { name, allowed: extensions.join('、') } });
  } else if (extensions && isDisguised(name, mime)) {
    issues.push({ path: [], code: 'file_disguised', params: { name } });
  }
  return issues;
}

/** Schema of a list of files. */
export const filesSchema = (maxCount: number): ValueSchema => ({
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      name: { type: 'string', minLength: 1, maxLength: MAX_NAME },
      size: { type: 'integer', minimum: 0 },
      mime: { type: 'string', minLength: 1, maxLength: 120 },
    },
    required: ['id', 'name', 'size', 'mime'],
    additionalProperties: false,
  },
  uniqueItems: true,
  minItems: 1,
  maxItems: maxCount,
});

/**
 * Files by their ids, as texts or as objects with an `id`. The other members are the server's to know: what a client
 * leaves out is filled with what says nothing, what it makes up is replaced when the record is saved.
 */
export function normaliseFiles(input: unknown): Result<Files | null> {
  if (input === null || input === undefined) return ok(null);
  if (!Array.isArray(input)) return fail({ path: [], code: 'not_list' });
  const files = new Map<string, FileFacts>();
  for (const [index, item] of input.entries()) {
    const given = (typeof item === 'string' ? { id: item } : (item ?? {})) as Record<string, unknown>;
    const id = typeof given.id === 'string' ? given.id.trim().toLowerCase() : '';
    if (id.startsWith(PENDING)) {
      return fail({ path: [index], code: 'file_uploading', params: { name: String(given.name ?? '') } });
    }
    if (!isId(id)) return fail({ path: [index], code: 'invalid_id' });
    const name = cleanText(given.name);
    files.set(id, {
      id,
      name: name.ok && name.value !== null ? [...name.value].slice(0, MAX_NAME).join('').trim() : '?',
      size: typeof given.size === 'number' && Number.isSafeInteger(given.size) ? Math.max(0, given.size) : 0,
      mime:
        typeof given.mime === 'string' && /^[\w.+-]+\/[\w.+-]+$/.test(given.mime) && given.mime.length <= 120
          ? given.mime
          : UNKNOWN_MIME,
    });
  }
  return ok(files.size === 0 ? null : [...files.values()]);
}

/** Media type of what nobody could tell. */
export const UNKNOWN_MIME = 'application/octet-stream';

/** A table can't bring files: their names in it are no content. */
export const parseFiles = (text: string): Result<Files | null> =>
  text.trim() === '' ? ok(null) : fail({ path: [], code: 'files_by_upload' });

/** Names, as an export shows them. */
export const formatFiles = (files: Files, env: TextEnv): string =>
  files.map(({ name }) => name).join(env.locale === 'zh' ? '、' : ', ');

/** How the fields whose value is a list of files use them. */
export const filesUse = <C>(limits: (config: C) => FileLimits): FileUse<C, Files> => ({
  limits,
  ids: (files) => files.map(({ id }) => id),
  withFacts: (files, facts) => files.map((file) => facts.get(file.id) ?? file),
});

/** Settings that all of them have. */
export const countSetting = { type: 'integer', minimum: 1, maximum: 100 } as const;
export const sizeSetting = { type: 'integer', minimum: 1, maximum: MAX_FILE_MIB } as const;

/** Schema of closed settings. */
export const closedSettings = (required: readonly string[], properties: JsonObject): JsonObject => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});
