import type { CellProps } from '../../widgets/facet.tsx';
import { OptionTags } from '../../widgets/option-tags.tsx';
import type { StageConfig } from './model.ts';

export function StageCell(props: CellProps<StageConfig>) {
  return <OptionTags keys={[String(props.value)]} options={props.config.options} look={props.look} />;
}
