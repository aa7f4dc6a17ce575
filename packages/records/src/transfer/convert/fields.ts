import { type CompiledField, fieldTypes } from '@trellis/forms/model';
import { MEMBER_TARGET } from '@trellis/metadata';
import type { Access } from '../../access/policy.ts';

/** System field that a column may become: whom the new record belongs to. */
export const OWNER = '_owner_id';

/** What a column may become: the fields that the member may import, in their order, and the owner. */
export function importFields(access: Access): ReadonlyMap<string, CompiledField> {
  const own = [...access.visible].filter(([key]) => access.writable.import.has(key));
  return new Map([...own, [OWNER, ownerField]]);
}

const type = fieldTypes.get('member');
const meta = { type: type.type, label: { zh: '负责人', en: 'Owner' }, config: type.config.defaults() };
const ownerField: CompiledField = {
  key: OWNER,
  type,
  config: meta.config,
  meta,
  schema: { title: meta.label.zh, trellis: meta },
  valueSchema: type.valueSchema(meta.config),
  kind: type.kind,
  many: false,
  required: false,
  target: MEMBER_TARGET,
};
