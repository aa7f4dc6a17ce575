import type { CellProps } from '../../widgets/facet.tsx';
import { OptionTags } from '../../widgets/option-tags.tsx';
import type { SelectConfig } from './model.ts';

export function SelectCell(props: CellProps<SelectConfig>) {
  return <OptionTags keys={[String(props.value)]} options={props.config.options} look={props.look} />;
}
