import { useFormServices } from '@trellis/forms/react';
import type { SystemField } from '@trellis/metadata';
import { MemberAvatar, type RecordData, type Refs, RelativeTime } from '@trellis/ui/react';

/** Value of a system field in the meta of a record. */
export function systemValue(record: RecordData, key: SystemField): string | null {
  switch (key) {
    case '_id':
      return record.id;
    case '_created_at':
      return record.meta.createdAt;
    case '_created_by':
      return record.meta.createdBy;
    case '_updated_at':
      return record.meta.updatedAt;
    case '_updated_by':
      return record.meta.updatedBy;
    case '_owner_id':
      return record.meta.owner;
    case '_department_id':
      return record.meta.department;
    case '_collaborator_ids':
      return null;
  }
}

/** A system field of a record, for reading. */
export function SystemCell(props: { record: RecordData; field: SystemField; refs: Refs }) {
  const { tz } = useFormServices();
  const value = systemValue(props.record, props.field);
  if (value === null) return null;
  if (props.field === '_id') return <span className="t-ellipsis t-num">{value}</span>;
  if (props.field.endsWith('_at')) return <RelativeTime value={value} tz={tz} />;
  return <MemberName id={value} refs={props.refs} />;
}

/** A member by id, with avatar; nothing while the name is unknown. */
export function MemberName({ id, refs, size = 20 }: { id: string; refs?: Refs; size?: number }) {
  const { members } = useFormServices();
  const name = refs?.[id]?.title ?? members.find((m) => m.id === id)?.name;
  return name ? <MemberAvatar name={name} id={id} size={size} showName /> : null;
}
