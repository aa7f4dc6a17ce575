import { Input } from 'antd';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import { RegionSelect } from '../../widgets/region-select.tsx';
import type { Address, AddressConfig } from './model.ts';

/** The division, and below it the street. */
export function AddressWidget(props: WidgetProps<AddressConfig>) {
  const t = useChoiceT();
  const value: Address =
    typeof props.value === 'object' && props.value !== null && !Array.isArray(props.value)
      ? (props.value as Address)
      : {};
  const change = (next: { readonly detail: string; readonly region: string | null }) => {
    const made = {
      ...(next.detail === '' ? {} : { detail: next.detail }),
      ...(next.region === null ? {} : { region: next.region }),
    };
    props.onChange(Object.keys(made).length === 0 ? null : made);
  };
  const { detail = '', region = null } = value;
  return (
    <div className="f-address">
      <RegionSelect
        {...props}
        value={region}
        depth={props.config.depth}
        anyLevel
        onChange={(code) => change({ detail, region: code })}
      />
      <Input
        {...inputAttributes({ ...props, id: `${props.id}-detail`, autoFocus: false })}
        aria-label={props.label ? `${props.label}: ${t('detailLabel')}` : t('detailLabel')}
        placeholder={t('detail')}
        maxLength={200}
        value={detail}
        autoComplete="street-address"
        onChange={({ target }) => change({ detail: target.value, region })}
      />
    </div>
  );
}
