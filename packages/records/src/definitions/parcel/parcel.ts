import { type FormDocument, KEY_PATTERN, type OptionSet, type ViewDocument } from '@trellis/metadata';

/**
 * Forms taken out of an app, with their views and the option sets that they share: what a form is copied, exported and
 * imported as. Documents name other forms as they did in that app.
 */
export interface Parcel {
  /** Says what the file is, for whoever opens it. */
  readonly trellis: 'forms';
  readonly version: 1;
  /** App that the forms come from. */
  readonly app: string;
  readonly forms: { readonly [key: string]: FormDocument };
  readonly views: { readonly [key: string]: ViewDocument };
  readonly optionSets: readonly OptionSet[];
}

const key = { type: 'string', pattern: KEY_PATTERN } as const;
const documents = (most: number) => ({
  type: 'object',
  maxProperties: most,
  propertyNames: { pattern: KEY_PATTERN },
  additionalProperties: { type: 'object' },
});

/** What a parcel looks like; its documents are judged by their own schemas. */
export const parcelSchema = {
  type: 'object',
  required: ['trellis', 'version', 'app', 'forms', 'views', 'optionSets'],
  additionalProperties: false,
  properties: {
    trellis: { const: 'forms' },
    version: { const: 1 },
    app: key,
    forms: { ...documents(50), minProperties: 1 },
    views: documents(500),
    optionSets: { type: 'array', maxItems: 200, items: { type: 'object', required: ['key'] } },
  },
};
