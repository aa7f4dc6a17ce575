import { references, type Scope, type ScopeField, type ScopeForm } from '@trellis/logic';
import type { Program } from './program.ts';

/** One step from a record to others, in the direction in which a value is read. */
export interface Hop {
  /** "one": the reference `via` of `from` leads to `to`. "many": records of `to` whose field `via` leads to `from`. */
  readonly kind: 'one' | 'many';
  readonly from: string;
  readonly to: string;
  readonly via: string;
}

/** A field that a computed value reads, and the way to it; no hops = of the record itself. */
export interface Source {
  readonly hops: readonly Hop[];
  readonly form: string;
  readonly field: string;
}

/** Everything that a program reads of records, the references on the way included. `env`: it also reads `$now` … */
export interface Reads {
  readonly sources: readonly Source[];
  readonly env: boolean;
}

/** What a program reads. A "snapshot" follows nothing but the reference that it was taken through. */
export function readsOf(program: Program, scope: Scope, snapshot: boolean): Reads {
  const found = new Map<string, Source>();
  let env = false;
  const start: Standpoint = { form: scope.form, hops: [] };
  const take = (from: Standpoint, path: string) => {
    if (path.startsWith('$')) env = true;
    else walk(scope, from, path, found);
  };
  if (program.kind === 'value') for (const path of references(program.value)) take(start, path);
  else {
    const rows = step(scope, start, program.rows, found);
    for (const part of [program.value, program.filter])
      if (part && rows) for (const path of references(part)) take(rows, path);
  }
  const sources = [...found.values()];
  return {
    sources: snapshot ? sources.filter(({ hops }) => hops.length === 0) : sources,
    env: env && !snapshot,
  };
}

interface Standpoint {
  readonly form: ScopeForm;
  readonly hops: readonly Hop[];
}

function walk(scope: Scope, from: Standpoint, path: string, found: Map<string, Source>): void {
  let here: Standpoint | undefined = from;
  for (let rest = path; here && rest !== ''; ) {
    const key = keyAt(here.form, rest);
    here = step(scope, here, key, found);
    rest = rest.slice(key.length + 1);
  }
}

/** The field at the head of a path. Names of rows of other apps and of sub-forms may hold a dot themselves. */
function keyAt({ fields }: ScopeForm, path: string): string {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const key = path.slice(0, end);
    if (fields.has(key)) return key;
  }
  return path.split('.', 1)[0] ?? path;
}

/** Notes the field and goes on to what it leads to. */
function step(
  scope: Scope,
  { form, hops }: Standpoint,
  key: string,
  found: Map<string, Source>,
): Standpoint | undefined {
  const field: ScopeField | undefined = form.fields.get(key);
  if (!field) return undefined;
  const note = (source: Source) => {
    const name = JSON.stringify([source.hops.map((hop) => [hop.kind, hop.to, hop.via]), source.field]);
    if (!found.has(name)) found.set(name, source);
  };
  if (field.rows) {
    const { form: to, via } = field.rows;
    // Rows behind a reference go with the record there.
    if (hops.length > 0) note({ hops, form: form.ref, field: '_id' });
    const there: readonly Hop[] = [...hops, { kind: 'many', from: form.ref, to, via }];
    note({ hops: there, form: to, field: via });
    const next = scope.formOf(to);
    return next && { form: next, hops: there };
  }
  note({ hops, form: form.ref, field: key });
  const next = field.target === undefined ? undefined : scope.formOf(field.target);
  return next && { form: next, hops: [...hops, { kind: 'one', from: form.ref, to: next.ref, via: key }] };
}
