import { type LocalText, localText, ok } from '@trellis/metadata';
import type { FieldType } from '../contract.ts';
import { isSealed } from '../values/sealed.ts';
import type { CompiledField } from './compile.ts';

/** What stands in the place of a value that the server has no key for. */
export const UNREADABLE: LocalText = { zh: '无法解密', en: 'Can’t be decrypted' };

/** Whether values of a field can be stored encrypted: plain texts that somebody gives. */
export const mayEncrypt = ({ type, kind, many }: Pick<CompiledField, 'type' | 'kind' | 'many'>): boolean =>
  kind === 'text' && !many && !type.generated && !type.computed && !type.display;

const known = new WeakMap<FieldType, FieldType>();

/**
 * A field type whose values are stored encrypted: what asks the database for values is not to be had of it, and what
 * can't be decrypted is kept as it is and called by name.
 */
export function encryptedType(type: FieldType): FieldType {
  let encrypted = known.get(type);
  if (!encrypted) {
    const { judge } = type;
    encrypted = {
      ...type,
      unique: false,
      title: false,
      normalise: (input, config) => (isSealed(input) ? ok(input) : type.normalise(input, config)),
      format: (value, config, env) =>
        isSealed(value) ? localText(UNREADABLE, env.locale) : type.format(value, config, env),
      ...(judge ? { judge: (value, config, at) => (isSealed(value) ? [] : judge(value, config, at)) } : {}),
    };
    known.set(type, encrypted);
  }
  return encrypted;
}

const keys = new WeakMap<object, readonly string[]>();

/** Keys of the fields of a form, or columns of rows, that are stored encrypted. */
export function encryptedFields(form: {
  readonly fields: ReadonlyMap<string, CompiledField>;
}): readonly string[] {
  let found = keys.get(form.fields);
  if (!found) {
    found = [...form.fields.values()].filter(({ meta }) => meta.encrypted).map(({ key }) => key);
    keys.set(form.fields, found);
  }
  return found;
}
