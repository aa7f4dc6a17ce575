import { type CompiledField, keyReadings } from '@trellis/forms/model';
import type { Likeness, Reading } from '@trellis/metadata';
import { Select } from 'antd';
import { useT } from './messages.ts';

/** How values of a field are compared; names also by sound and likeness where nothing has to be the same. */
export function ReadingSelect<L extends Reading | Likeness>(props: {
  readonly label: string;
  readonly field: CompiledField | undefined;
  readonly value: L;
  /** Besides the ways to be the same. */
  readonly more?: readonly L[];
  readonly onChange: (value: L) => void;
}) {
  const { field, value, more = [] } = props;
  const t = useT();
  const same = (field ? keyReadings(field) : ['exact']) as readonly L[];
  const offered = field?.kind === 'text' ? [...same, ...more] : same;
  return (
    <Select<L>
      aria-label={props.label}
      style={{ width: '100%' }}
      popupMatchSelectWidth={false}
      value={value}
      options={offered.map((one) => ({ value: one, label: t(`as_${one as Likeness}`) }))}
      onChange={props.onChange}
    />
  );
}
