import { KEY_PATTERN } from '@trellis/metadata';

const key = { type: 'string', pattern: KEY_PATTERN };

/** sample/members.json */
export const membersSchema = {
  type: 'array',
  maxItems: 500,
  items: {
    type: 'object',
    required: ['key', 'name'],
    additionalProperties: false,
    properties: { key, name: { type: 'string', minLength: 1, maxLength: 100 }, role: key },
  },
};

/** sample/<form>.json; the values themselves are judged by the form. */
export const recordsSchema = {
  type: 'array',
  maxItems: 10_000,
  items: {
    type: 'object',
    required: ['$id'],
    properties: { $id: { type: 'string', minLength: 1, maxLength: 60 } },
  },
};
