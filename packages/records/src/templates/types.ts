import type { RawBundle } from '@trellis/forms/server';
import type { Manifest } from '@trellis/metadata';

/** A template as its folder holds it; structure checked, meaning not yet. */
export interface Template {
  /** Name of the folder. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly bundle: RawBundle;
  readonly sample: Sample;
}

export interface Sample {
  readonly members: readonly SampleMember[];
  /** By form key, in the order of the files. */
  readonly records: ReadonlyMap<string, readonly SampleRecord[]>;
}

/** A person without login who owns sample records. */
export interface SampleMember {
  readonly key: string;
  readonly name: string;
  /** Key of a role of the app. */
  readonly role?: string;
}

/**
 * Field key → value in its JSON form, or one of { $ref: "form/local id" }, { $member: key or name },
 * { $today: days }, { $now: "-2d3h" }; besides `_owner` and `_created_at`.
 */
export interface SampleRecord {
  readonly $id: string;
  readonly [field: string]: unknown;
}
