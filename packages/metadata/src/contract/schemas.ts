import { Type } from 'typebox';

/** Building blocks shared by the operations. Anything that is "JSON as given" (documents, values) is Unknown here and
 *  checked by its own engine, which answers with issues at the right path. */
export const Key = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' });
export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
export const Locale = Type.Union([Type.Literal('zh'), Type.Literal('en')]);
export const LocalText = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) });
export const Values = Type.Record(Type.String(), Type.Unknown());
export const Expr = Type.Unknown();

/** Why checks that only warn are passed over; kept with the change. Without names all that warn are meant. */
export const Accept = Type.Object({
  reason: Type.String({ maxLength: 500, pattern: '\\S' }),
  /** Keys of checks; of those of rows with their sub-form before ("lines.dear"). */
  checks: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 })),
});

export const WorkspaceParams = Type.Object({ workspace: Key });
export const AppParams = Type.Object({ workspace: Key, app: Key });
export const FormParams = Type.Object({ workspace: Key, app: Key, form: Key });
export const RecordParams = Type.Object({ workspace: Key, app: Key, form: Key, id: Id });

export const Sort = Type.Object({
  field: Type.String({ maxLength: 200 }),
  dir: Type.Union([Type.Literal('asc'), Type.Literal('desc')]),
});

/** Titles of referenced records and members by id; ids that the caller may not see have no entry. */
export const Refs = Type.Record(Type.String(), Type.Object({ title: Type.String() }));

const RecordMeta = Type.Object({
  createdAt: Type.String(),
  createdBy: Type.Union([Id, Type.Null()]),
  updatedAt: Type.String(),
  updatedBy: Type.Union([Id, Type.Null()]),
  owner: Type.Union([Id, Type.Null()]),
  department: Type.Union([Id, Type.Null()]),
  deletedAt: Type.Optional(Type.String()),
});

/** A record: every visible field is present in `values`, null where empty. */
export const RecordBody = Type.Object({
  id: Id,
  version: Type.Integer(),
  values: Values,
  meta: RecordMeta,
});
export const RecordWithRefs = Type.Intersect([RecordBody, Type.Object({ refs: Refs })]);

/** Which page of a list is asked for: so many of it, from where the page before ended. */
export const Paged = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  after: Type.Optional(Type.String({ maxLength: 100 })),
};
/** Where the next page begins; null after the last. */
export const NextPage = Type.Union([Type.String(), Type.Null()]);

/** exact up to 10,000; above that `estimate`, and asked for again with total "exact" on click. */
export const Total = Type.Object({
  value: Type.Integer(),
  kind: Type.Union([Type.Literal('exact'), Type.Literal('estimate')]),
});

export const Issue = Type.Object({
  path: Type.Array(Type.Union([Type.String(), Type.Number()])),
  code: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  message: Type.Optional(Type.String()),
});
