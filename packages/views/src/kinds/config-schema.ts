import { type JsonObject, viewConfigSchemas } from '@trellis/metadata';

/** The JSON Schema of the settings of a view kind that the platform ships. */
export function configSchema(kind: string): JsonObject {
  const schema = viewConfigSchemas[kind];
  if (!schema) throw new Error(`no settings are known for views of kind ${kind}`);
  return schema as JsonObject;
}
