import { bareValues } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import { compileRecordValidator, type RecordValidator } from '@trellis/metadata/ajv';
import type { CatalogForm } from '../contract.ts';

const validators = new WeakMap<CatalogForm, RecordValidator>();

/** The compiled validator of a form version. */
export function validatorOf(form: CatalogForm): RecordValidator {
  let validator = validators.get(form);
  if (!validator) {
    const compiled = compileRecordValidator(form.document);
    validator = (values) => compiled(bareValues(form, values as Readonly<Record<string, Value>>));
    validators.set(form, validator);
  }
  return validator;
}
