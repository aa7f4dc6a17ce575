import { Select } from 'antd';
import { useChoiceT } from './choice-messages.tsx';
import { type InputProps, idsOf, inputAttributes } from './facet.tsx';
import { useT } from './messages.tsx';
import { useFormServices } from './services.tsx';

/** Choice of one or several roles by name. */
export function RoleSelect({ multiple = false, ...props }: InputProps & { multiple?: boolean }) {
  const t = useChoiceT();
  const formT = useT();
  const { roles = [] } = useFormServices();
  const chosen = idsOf(props.value);
  const known = new Set(roles.map(({ key }) => key));
  const shared = {
    ...inputAttributes(props),
    placeholder: props.placeholder ?? t('chooseRole'),
    allowClear: !props.required,
    style: { width: '100%' },
    showSearch: { optionFilterProp: 'label' },
    options: [
      ...roles.map(({ key, label }) => ({ value: key, label })),
      ...chosen
        .filter((key) => !known.has(key))
        .map((key) => ({ value: key, label: formT('unknownRecord') })),
    ],
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
