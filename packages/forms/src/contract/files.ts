/** What the server knows of an uploaded file. */
export type FileFacts = {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Media type, told from the content. */
  readonly mime: string;
};

/** Sorts of files that a field may be limited to. */
export type FileKind = 'image' | 'document' | 'audio' | 'video' | 'archive';

/** What may be put into a field that holds files. */
export interface FileLimits {
  /** Absent = any. */
  readonly kinds?: readonly FileKind[] | undefined;
  /** Endings of names, lower case without dot; absent = any. Both limits hold. */
  readonly extensions?: readonly string[] | undefined;
  /** Bytes of one file. */
  readonly maxBytes: number;
}

/** How values of a type use uploaded files; the server makes these the record's own when it is saved. */
export interface FileUse<C, V> {
  limits(config: C): FileLimits;
  /** Ids of the files that a value holds or shows, in order. */
  ids(value: V): readonly string[];
  /** The value with what the server knows in place of what a client said. */
  withFacts?(value: V, facts: ReadonlyMap<string, FileFacts>): V;
}
