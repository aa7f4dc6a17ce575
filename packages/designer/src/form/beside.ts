import { completeConfig, fieldTypes } from '@trellis/forms/model';
import type { FieldMeta, FormDocument, JsonObject, LocalText } from '@trellis/metadata';
import { addField, changeConfig, type FormCommand, freeLabel, newField } from './commands.ts';

/** Adds a field right after another, whose settings then name it: one step of undo. */
export function addFieldBeside(
  document: FormDocument,
  owner: { readonly key: string; readonly config: JsonObject },
  key: string,
  field: {
    readonly type: string;
    readonly label: LocalText;
    readonly meta?: (key: string) => Partial<FieldMeta>;
  },
): FormCommand {
  const made = newField(field.type, freeLabel(document, field.label));
  const type = fieldTypes.get(field.type);
  const trellis = {
    ...made.trellis,
    ...field.meta?.(key),
    config: completeConfig(type, made.trellis.config),
  };
  const add = addField(key, { ...made, trellis }, { after: owner.key });
  return {
    label: add.label,
    apply: (now) => changeConfig(now, owner.key, owner.config).apply(add.apply(now)),
  };
}
