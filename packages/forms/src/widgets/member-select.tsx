import { MemberAvatar } from '@trellis/ui/react';
import { Select } from 'antd';
import type { PeopleRange } from '../contract.ts';
import { isInRange, rangeDepartments } from '../values/range.ts';
import { type InputProps, idsOf, inputAttributes } from './facet.tsx';
import { useT } from './messages.tsx';
import { useFormServices, useTitle } from './services.tsx';

/** Choice of one or several members by name. Disabled ones are offered only where they are the value. */
export function MemberSelect({
  multiple = false,
  range = {},
  ...props
}: InputProps & { multiple?: boolean; range?: PeopleRange }) {
  const t = useT();
  const { members, departments = [], member: me } = useFormServices();
  const wanted = rangeDepartments(range, me.departments, departments);
  const title = useTitle(props.refs);
  const chosen = idsOf(props.value);
  const known = new Set(members.map((member) => member.id));
  const offered = [
    ...members.filter(
      (member) => chosen.includes(member.id) || (!member.disabled && isInRange(member, range, wanted)),
    ),
    ...chosen
      .filter((id) => !known.has(id))
      .map((id) => ({ id, name: title(id) ?? t('unknownRecord'), disabled: false })),
  ];
  const shared = {
    ...inputAttributes(props),
    placeholder: props.placeholder ?? t('chooseMember'),
    allowClear: !props.required,
    style: { width: '100%' },
    showSearch: { optionFilterProp: 'search' },
    options: offered.map(({ id, name, disabled }) => ({
      value: id,
      search: name,
      label: (
        <MemberAvatar size={20} showName id={id} name={disabled ? t('disabledMember', { name }) : name} />
      ),
    })),
  };
  if (multiple)
    return (
      <Select<string[]>
        {...shared}
        mode="multiple"
        value={[...chosen]}
        onChange={(next) => props.onChange(next.length > 0 ? next : null)}
      />
    );
  return (
    <Select<string | null>
      {...shared}
      value={chosen[0] ?? null}
      onChange={(next) => props.onChange(next ?? null)}
    />
  );
}
