import { LIKENESSES, READINGS } from '../form/likeness.ts';
import {
  AFTER_SUBMIT,
  EMPTY_POLICIES,
  JSON_SCHEMA_DIALECT,
  KEY_PATTERN,
  LINKED_TAKES,
  OPTION_COLORS,
  SYSTEM_FACTS,
} from '../form/types.ts';
import { closed, icon, keyText, list, oneOfTexts, ref, type Schema, VOCABULARY } from './parts.ts';

/** Most fields of a form. */
const MAX_FIELDS = 400;

const recompute: Schema = oneOfTexts(['first', 'change']);

/** A parameter of an address that is asked for a value. */
const apiParam: Schema = {
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 100 },
    field: ref('path'),
    text: { type: 'string', maxLength: 1000 },
  },
  oneOf: [{ required: ['field'] }, { required: ['text'] }],
};

/** `default` of a field. */
const fieldDefault: Schema = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    closed({ kind: { const: 'value' }, value: {} }, ['kind', 'value']),
    closed({ kind: { const: 'expr' }, expr: ref('expr'), recompute }, ['kind', 'expr']),
    closed({ kind: { const: 'through' }, path: ref('path'), recompute }, ['kind', 'path']),
    closed(
      {
        kind: { const: 'linked' },
        form: ref('formRef'),
        where: ref('expr'),
        empty: oneOfTexts(EMPTY_POLICIES),
        take: oneOfTexts(LINKED_TAKES),
        path: ref('path'),
        sort: ref('sort'),
        recompute,
      },
      ['kind', 'form', 'take'],
    ),
    closed({ kind: { const: 'param' }, name: { type: 'string', minLength: 1, maxLength: 100 } }, [
      'kind',
      'name',
    ]),
    closed({ kind: { const: 'last' } }, ['kind']),
    closed({ kind: { const: 'system' }, what: oneOfTexts(SYSTEM_FACTS) }, ['kind', 'what']),
    closed(
      {
        kind: { const: 'api' },
        method: oneOfTexts(['GET', 'POST']),
        url: { type: 'string', maxLength: 1000 },
        params: list(apiParam, 30),
        headers: list({ type: 'string', pattern: '^[A-Za-z0-9-]{1,64}$' }, 10, { uniqueItems: true }),
        path: { type: 'string', maxLength: 300, pattern: '^(/.*)?$' },
        public: { type: 'boolean' },
        recompute,
      },
      ['kind', 'method', 'url', 'path'],
    ),
  ],
};

/** The keyword `trellis` of a property: what JSON Schema does not say of a field. */
const fieldMeta = closed(
  {
    type: { type: 'string', pattern: KEY_PATTERN },
    label: ref('localText'),
    help: ref('localText'),
    placeholder: ref('localText'),
    // Judged by the settings schema of the field type.
    config: { type: 'object' },
    unique: { type: 'boolean' },
    searchable: { type: 'boolean' },
    encrypted: { type: 'boolean' },
    default: fieldDefault,
    visible: ref('expr'),
    requiredWhen: ref('expr'),
    readonlyWhen: ref('expr'),
    optionsWhen: list(
      closed({ when: ref('expr'), options: list(keyText, 1000, { uniqueItems: true }) }, ['when', 'options']),
      50,
    ),
    hints: list(
      closed({ when: ref('expr'), text: ref('localText'), tone: oneOfTexts(['info', 'warning']) }, [
        'when',
        'text',
      ]),
      20,
    ),
    readonly: { type: 'boolean' },
    whenHidden: oneOfTexts(['keep', 'clear', 'recompute']),
    hideOnCreate: { type: 'boolean' },
    hideTitle: { type: 'boolean' },
    titleStyle: closed(
      {
        size: oneOfTexts(['small', 'large']),
        bold: { const: true },
        color: oneOfTexts([...OPTION_COLORS]),
      },
      [],
    ),
    helpAs: oneOfTexts(['text', 'tooltip']),
    remark: { type: 'string', maxLength: 2000 },
  },
  ['type', 'label', 'config'],
);

/** The keywords that `normaliseForm` derives from the field type; an author may leave them out. */
const derived: Readonly<Record<string, Schema>> = {
  type: oneOfTexts(['string', 'boolean', 'integer', 'number', 'array', 'object']),
  format: oneOfTexts(['decimal', 'date', 'time', 'date-time', 'uuid', 'email', 'phone', 'url', 'region']),
  minLength: { type: 'integer', minimum: 0 },
  maxLength: { type: 'integer', minimum: 0 },
  enum: { type: 'array', items: { type: 'string' } },
  formatMinimum: { type: 'string' },
  formatMaximum: { type: 'string' },
  decimalPlaces: { type: 'integer', minimum: 0 },
  minimum: { type: 'number' },
  maximum: { type: 'number' },
  items: { type: 'object' },
  properties: { type: 'object' },
  required: { type: 'array', items: { type: 'string' } },
  additionalProperties: { const: false },
  uniqueItems: { type: 'boolean' },
  minItems: { type: 'integer', minimum: 0 },
  maxItems: { type: 'integer', minimum: 0 },
};

const section = closed(
  {
    kind: { const: 'section' },
    key: ref('key'),
    label: ref('localText'),
    columns: { enum: [1, 2, 3, 4] },
    fold: { enum: ['open', 'closed'] },
    visible: ref('expr'),
    children: list({ $ref: '#/$defs/layoutNode' }, MAX_FIELDS),
  },
  ['kind', 'key', 'columns', 'children'],
);

const layoutNode: Schema = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    section,
    closed(
      {
        kind: { const: 'tabs' },
        key: ref('key'),
        position: { const: 'left' },
        children: { ...list({ $ref: '#/$defs/section' }, 20), minItems: 1 },
      },
      ['kind', 'key', 'children'],
    ),
    closed({ kind: { const: 'divider' }, key: ref('key'), label: ref('localText') }, ['kind', 'key']),
    closed(
      {
        kind: { const: 'description' },
        key: ref('key'),
        text: ref('localText'),
        tone: { enum: ['plain', 'info', 'warning'] },
      },
      ['kind', 'key', 'text'],
    ),
    closed(
      {
        kind: { const: 'field' },
        field: ref('key'),
        span: { enum: [1, 2, 3, 4] },
        width: { type: 'integer', minimum: 1, maximum: 12 },
      },
      ['kind', 'field'],
    ),
  ],
};

const check = closed(
  {
    key: ref('key'),
    when: ref('expr'),
    message: ref('localText'),
    field: ref('key'),
    level: oneOfTexts(['error', 'warning']),
    hold: { const: true },
  },
  ['key', 'when', 'message'],
);

const formKey = closed(
  {
    key: ref('key'),
    fields: list(closed({ field: ref('key'), as: oneOfTexts(READINGS) }, ['field', 'as']), 5, {
      minItems: 1,
    }),
    message: ref('localText'),
    except: closed({ field: ref('key'), in: list(keyText, 100, { minItems: 1, uniqueItems: true }) }, [
      'field',
      'in',
    ]),
  },
  ['key', 'fields'],
);

const similarRule = closed(
  {
    form: ref('formRef'),
    pairs: list(
      closed(
        {
          field: ref('key'),
          other: ref('key'),
          how: oneOfTexts(LIKENESSES),
          weight: { type: 'integer', minimum: 1, maximum: 100 },
        },
        ['field', 'how'],
      ),
      10,
      { minItems: 1 },
    ),
    threshold: { type: 'integer', minimum: 1, maximum: 100 },
  },
  ['pairs'],
);

const submit = closed(
  {
    label: ref('localText'),
    confirm: ref('localText'),
    done: ref('localText'),
    next: oneOfTexts(AFTER_SUBMIT),
    keep: { anyOf: [{ const: 'all' }, list(keyText, MAX_FIELDS, { uniqueItems: true })] },
  },
  [],
);

/** The vocabulary of form definitions: a JSON Schema of the JSON Schemas that forms are. */
export const formSchema: Schema = {
  $id: 'trellis:form',
  ...closed(
    {
      $schema: { const: JSON_SCHEMA_DIALECT },
      type: { const: 'object' },
      title: { type: 'string', maxLength: 2000 },
      properties: {
        type: 'object',
        minProperties: 1,
        maxProperties: MAX_FIELDS,
        propertyNames: ref('key'),
        additionalProperties: closed(
          { title: { type: 'string', maxLength: 2000 }, trellis: fieldMeta, ...derived },
          ['title', 'trellis'],
        ),
      },
      required: list(keyText, MAX_FIELDS, { uniqueItems: true }),
      additionalProperties: { const: false },
      trellis: closed(
        {
          vocabulary: VOCABULARY,
          label: ref('localText'),
          help: ref('localText'),
          icon,
          titleField: ref('key'),
          stageField: ref('key'),
          layout: list({ $ref: '#/$defs/layoutNode' }, MAX_FIELDS),
          checks: list(check, 100),
          keys: list(formKey, 10),
          similar: list(similarRule, 10),
          submit,
        },
        ['vocabulary', 'label', 'titleField', 'layout'],
      ),
    },
    ['$schema', 'type', 'title', 'properties', 'required', 'additionalProperties', 'trellis'],
  ),
  $defs: { layoutNode, section },
};
