import { compileRecordValidator, type RecordValidator } from '@trellis/metadata/ajv';
import type { CatalogForm } from '../contract.ts';

const validators = new WeakMap<CatalogForm, RecordValidator>();

/** The compiled validator of a form version. */
export function validatorOf(form: CatalogForm): RecordValidator {
  let validator = validators.get(form);
  if (!validator) {
    validator = compileRecordValidator(form.document);
    validators.set(form, validator);
  }
  return validator;
}
