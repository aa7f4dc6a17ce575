import { type CellProps, idsOf } from '../../widgets/facet.tsx';
import { OptionTags } from '../../widgets/option-tags.tsx';
import type { MultiSelectConfig } from './model.ts';

export function MultiSelectCell(props: CellProps<MultiSelectConfig>) {
  return <OptionTags keys={idsOf(props.value)} options={props.config.options} look={props.look} />;
}
