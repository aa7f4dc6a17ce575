import { Type } from 'typebox';
import { definitionBase as base, DefinitionParams } from './definitions.ts';
import { operation } from './operation.ts';
import { Id, Key, LocalText } from './schemas.ts';

const FormParams = Type.Object({ workspace: Key, app: Key, key: Key });
const form = '/api/v1/w/{workspace}/definitions/form/{app}/{key}';
/** Of a column: "lines.price". */
const FieldName = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}([.][a-z][a-z0-9_]{0,39})?$' });
const Name = Type.Union([Type.String(), Type.Null()]);

/** A place where something of a form is named. */
export const Use = Type.Object({
  kind: Type.Union([
    Type.Literal('form'),
    Type.Literal('view'),
    Type.Literal('role'),
    Type.Literal('dashboard'),
    Type.Literal('public'),
    /** Views that members made for themselves, of a form: how many, not whose. */
    Type.Literal('personal'),
    /** What the app came from. */
    Type.Literal('template'),
  ]),
  app: Key,
  key: Key,
  label: LocalText,
  /** Place in the definition, in words. */
  place: Type.String(),
  /** "app:form" whose records a view shows. */
  form: Type.Optional(Type.String()),
  /** Field of that form. */
  field: Type.Optional(Type.String()),
  /** In a draft that is not published. */
  draft: Type.Boolean(),
  /** It stands in the way; else what is named goes out there by itself. */
  blocks: Type.Boolean(),
});

/** The past of definitions, and what a change of a form touches. */
export const versions = {
  listVersions: operation({
    id: 'listVersions',
    method: 'GET',
    path: `${base}/versions`,
    access: 'admin',
    summary: { zh: '历史版本及各自的修改', en: 'Published versions, newest first, and what each changed' },
    params: DefinitionParams,
    query: Type.Object({
      /** Older ones than this version. */
      before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    }),
    reply: Type.Object({
      versions: Type.Array(
        Type.Object({
          version: Type.Integer(),
          publishedAt: Type.String(),
          publishedBy: Name,
          note: Name,
          /** Of a form: against the version before. */
          changes: Type.Array(
            Type.Object({
              message: Type.String(),
              details: Type.Optional(Type.Array(Type.String())),
              risky: Type.Boolean(),
            }),
          ),
        }),
      ),
      /** There are older ones. */
      more: Type.Boolean(),
    }),
  }),
  getVersion: operation({
    id: 'getVersion',
    method: 'GET',
    path: `${base}/versions/{version}`,
    access: 'admin',
    summary: { zh: '某个版本的定义', en: 'The document of a version' },
    params: Type.Object({
      workspace: Key,
      kind: DefinitionParams.properties.kind,
      app: Key,
      key: Key,
      version: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }),
    }),
    reply: Type.Object({ document: Type.Unknown() }),
  }),
  listTouched: operation({
    id: 'listTouched',
    method: 'POST',
    path: `${form}/touched`,
    access: 'admin',
    summary: {
      zh: '草稿中一项修改会影响的数据',
      en: 'Records that a change in the draft touches, the newest first',
    },
    params: FormParams,
    /** `open` of a step of planPublish. */
    body: Type.Object({ open: Type.String({ maxLength: 200 }) }),
    reply: Type.Object({
      total: Type.Integer(),
      /** Not all records were looked at. */
      atLeast: Type.Boolean(),
      records: Type.Array(
        Type.Object({
          id: Id,
          title: Type.String(),
          /** The value that stands there, and what is wrong with it. */
          about: Type.Array(Type.String()),
        }),
      ),
    }),
  }),
  listUses: operation({
    id: 'listUses',
    method: 'POST',
    path: `${form}/uses`,
    access: 'admin',
    summary: { zh: '字段或选项在哪里被引用', en: 'Where a field or an option of a form is used' },
    params: FormParams,
    body: Type.Object({
      /** Fields of the draft, or of the published form where there is none. */
      fields: Type.Array(FieldName, { minItems: 1, maxItems: 50 }),
      /** One of the options of the only field. */
      option: Type.Optional(Type.String({ maxLength: 60 })),
    }),
    reply: Type.Object({
      uses: Type.Array(Use),
    }),
  }),
  listRemoved: operation({
    id: 'listRemoved',
    method: 'GET',
    path: `${form}/removed`,
    access: 'admin',
    summary: {
      zh: '各版本中有过的字段（含已删除的）',
      en: 'Fields that versions of a form had, each as it was last',
    },
    params: FormParams,
    reply: Type.Object({
      fields: Type.Array(
        Type.Object({
          field: FieldName,
          schema: Type.Unknown(),
          /** When a version without it was published; null while it is still published. */
          removed: Type.Union([Type.Object({ at: Type.String(), by: Name }), Type.Null()]),
          /** Records, or rows, with a value in it; null while it is still published. */
          values: Type.Union([Type.Integer(), Type.Null()]),
        }),
      ),
    }),
  }),
  purgeRemoved: operation({
    id: 'purgeRemoved',
    method: 'POST',
    path: `${form}/removed/purge`,
    access: 'admin',
    summary: {
      zh: '彻底清除已删除字段的数据（分批，重复调用直到 left 为 0）',
      en: 'Clear the values of a deleted field for good, in parts: call again until nothing is left',
    },
    params: FormParams,
    body: Type.Object({ field: FieldName }),
    reply: Type.Object({ cleared: Type.Integer(), left: Type.Integer() }),
  }),
};
