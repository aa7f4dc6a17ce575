import { type Static, Type } from 'typebox';
import { OPTION_COLORS } from '../form/types.ts';
import { operation } from './operation.ts';
import { FormParams, Id, Issue, Key, LocalText, Values } from './schemas.ts';

const Field = Type.String({ maxLength: 60 });
const Fields = Type.Array(Field, { maxItems: 400 });
const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.]\\d{3}Z$' });
/** Without what the database can't keep: NUL, halves of letters. */
const Text = Type.String({ maxLength: 2000, pattern: '^[^\\u0000\\ud800-\\udfff]*$' });
const Words = Type.Object({ zh: Text, en: Type.Optional(Text) });

/** How a form is offered to the public. */
export const PublicSettings = Type.Object({
  enabled: Type.Boolean(),
  /** Absent: the form's label. */
  title: Type.Optional(Words),
  /** Paragraphs above the form. */
  description: Type.Optional(Words),
  color: Type.Optional(Type.String({ pattern: `^(${OPTION_COLORS.join('|')})$` })),
  /** A picture above the title, as a data address. */
  cover: Type.Optional(
    Type.String({ pattern: '^data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$', maxLength: 700_000 }),
  ),
  opensAt: Type.Optional(Instant),
  closesAt: Type.Optional(Instant),
  /** Most submissions taken. */
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** The visitor's device has to work out a puzzle. */
  captcha: Type.Optional(Type.Boolean()),
  /** How often one visitor may submit; absent: as often as they like. */
  once: Type.Optional(Type.Union([Type.Literal('ever'), Type.Literal('day'), Type.Literal('week')])),
  /** Field of which each value is taken once. */
  onceField: Type.Optional(Field),
  /** Fields offered, in the order of the form; absent: all that people fill in. */
  fields: Type.Optional(Fields),
  /** Parameters of the address that are kept in fields, shown or not. */
  capture: Type.Optional(
    Type.Array(Type.Object({ param: Type.String({ pattern: '^[A-Za-z][\\w-]{0,39}$' }), field: Field }), {
      maxItems: 20,
    }),
  ),
  /** Member who owns what comes in; null or absent: nobody. */
  owner: Type.Optional(Type.Union([Id, Type.Null()])),
  button: Type.Optional(Words),
  thanks: Type.Optional(Words),
  /** Where the visitor goes instead of the thank-you text. */
  redirect: Type.Optional(Type.String({ pattern: '^https://[^\\s\\\\]{1,1990}$' })),
  /** The thank-you page offers to fill in another one. */
  again: Type.Optional(Type.Boolean()),
  /** Visitors find records by exact values of `by` and see `shows` of them. */
  query: Type.Optional(
    Type.Object({
      by: Type.Array(Field, { minItems: 1, maxItems: 5 }),
      shows: Type.Array(Field, { minItems: 1, maxItems: 30 }),
    }),
  ),
});
export type PublicSettings = Static<typeof PublicSettings>;

const Offered = Type.Object({
  settings: PublicSettings,
  /** Last part of the address `/p/{workspace}/{token}`. */
  token: Type.String(),
  hasPassword: Type.Boolean(),
  /** Taken so far. */
  submissions: Type.Integer(),
  /** What will not go as somebody may expect; it is offered all the same. */
  warnings: Type.Array(Issue),
});

const at = '/api/v1/w/{workspace}/public-forms/{app}/{form}';
const base = '/api/v1/public/{workspace}/{token}';
const PublicParams = Type.Object({
  workspace: Key,
  token: Type.String({ pattern: '^[A-Za-z0-9_-]{20,40}$' }),
});
/** What proves that the visitor knows the password. */
const Pass = Type.Optional(Type.String({ maxLength: 200 }));
/** Made by the visitor's browser, which keeps it: the visitor, as far as they can be told. */
const Visitor = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' });
const Params = Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2000 })));

/** Forms for people without a login. */
export const publicForms = {
  getPublicForm: operation({
    id: 'getPublicForm',
    method: 'GET',
    path: at,
    access: 'admin',
    summary: { zh: '公开表单的设置', en: 'How a form is offered to the public' },
    params: FormParams,
    reply: Offered,
  }),
  savePublicForm: operation({
    id: 'savePublicForm',
    method: 'PUT',
    path: at,
    access: 'admin',
    summary: { zh: '保存公开表单的设置', en: 'Change how a form is offered to the public' },
    params: FormParams,
    body: Type.Object({
      settings: PublicSettings,
      /** Absent = keep, null = none. */
      password: Type.Optional(Type.Union([Type.String({ minLength: 4, maxLength: 100 }), Type.Null()])),
    }),
    reply: Offered,
  }),
  renewPublicLink: operation({
    id: 'renewPublicLink',
    method: 'POST',
    path: `${at}/renew`,
    access: 'admin',
    summary: { zh: '更换公开链接', en: 'Replace the link; the old one no longer works' },
    params: FormParams,
    reply: Offered,
  }),
  openPublicForm: operation({
    id: 'openPublicForm',
    method: 'POST',
    path: `${base}/open`,
    access: 'public',
    summary: { zh: '打开公开表单', en: 'What a visitor sees of a public form' },
    params: PublicParams,
    body: Type.Object({ pass: Pass, params: Params }),
    reply: Type.Object({
      state: Type.Union([
        Type.Literal('open'),
        Type.Literal('early'),
        Type.Literal('closed'),
        Type.Literal('full'),
        Type.Literal('password'),
      ]),
      title: LocalText,
      description: Type.Optional(LocalText),
      color: Type.Optional(Type.String()),
      /** Address of the picture above the title. */
      cover: Type.Optional(Type.String()),
      opensAt: Type.Optional(Type.String()),
      closesAt: Type.Optional(Type.String()),
      /** The fields to find records by, where visitors may. */
      query: Type.Optional(Type.Array(Type.Object({ field: Type.String(), label: LocalText }))),
      /** Only of an open form. */
      form: Type.Optional(
        Type.Object({
          /** Document with the offered fields alone. */
          document: Type.Unknown(),
          tz: Type.String(),
          now: Type.String(),
          values: Values,
          /** What the rules say of these values. */
          visible: Type.Array(Type.String()),
          required: Type.Array(Type.String()),
          readonly: Type.Array(Type.String()),
          captcha: Type.Boolean(),
          button: Type.Optional(LocalText),
        }),
      ),
    }),
  }),
  unlockPublicForm: operation({
    id: 'unlockPublicForm',
    method: 'POST',
    path: `${base}/unlock`,
    access: 'public',
    summary: { zh: '输入公开表单的密码', en: 'Enter the password of a public form' },
    params: PublicParams,
    body: Type.Object({ password: Type.String({ maxLength: 200 }) }),
    reply: Type.Object({ pass: Type.String() }),
  }),
  challengePublicForm: operation({
    id: 'challengePublicForm',
    method: 'POST',
    path: `${base}/challenge`,
    access: 'public',
    summary: { zh: '取得验证题', en: 'A puzzle whose answer lets a submission in' },
    params: PublicParams,
    reply: Type.Object({
      challenge: Type.String(),
      /** Leading zero bits that the hash of challenge and answer must have. */
      bits: Type.Integer(),
    }),
  }),
  uploadPublicFile: operation({
    id: 'uploadPublicFile',
    method: 'POST',
    path: `${base}/files`,
    access: 'public',
    summary: { zh: '访客上传文件', en: 'Upload a file for a submission to take' },
    params: PublicParams,
    query: Type.Object({ visitor: Visitor, field: Field, pass: Pass }),
    consumes: 'multipart/form-data',
    bodyLimit: 200 * 1024 * 1024,
    reply: Type.Object({ id: Id, name: Type.String(), size: Type.Integer(), mime: Type.String() }),
  }),
  submitPublicForm: operation({
    id: 'submitPublicForm',
    method: 'POST',
    path: `${base}/submit`,
    access: 'public',
    summary: { zh: '提交公开表单', en: 'Submit a public form' },
    params: PublicParams,
    body: Type.Object({
      /** Made by the client, so that a retry is safe. */
      id: Id,
      visitor: Visitor,
      pass: Pass,
      /** Challenge and answer, where the form asks for one. */
      proof: Type.Optional(
        Type.Object({ challenge: Type.String({ maxLength: 300 }), answer: Type.Integer({ minimum: 0 }) }),
      ),
      values: Values,
      params: Params,
    }),
    reply: Type.Object({
      thanks: Type.Optional(LocalText),
      redirect: Type.Optional(Type.String()),
      again: Type.Boolean(),
    }),
  }),
  queryPublicForm: operation({
    id: 'queryPublicForm',
    method: 'POST',
    path: `${base}/query`,
    access: 'public',
    summary: { zh: '凭条件查询', en: 'Find records by exact values' },
    params: PublicParams,
    body: Type.Object({
      pass: Pass,
      /** A text for each of the fields to find by. */
      values: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 500 })),
    }),
    reply: Type.Object({
      columns: Type.Array(Type.Object({ field: Type.String(), label: LocalText })),
      /** Texts in the order of the columns. */
      rows: Type.Array(Type.Array(Type.String())),
    }),
  }),
};
