import { stayOf } from '../../form/stay.ts';
import type { CellProps } from '../../widgets/facet.tsx';
import { OptionTags } from '../../widgets/option-tags.tsx';
import { useRecordPart } from '../../widgets/record-on-screen.tsx';
import { StayText } from '../../widgets/stay-text.tsx';
import type { StageConfig } from './model.ts';

export function StageCell({ value, config, look, field }: CellProps<StageConfig>) {
  const values = useRecordPart(({ saved, mode, values }) => saved ?? (mode === 'read' ? values : undefined));
  const stay = look === 'page' && values ? stayOf(field, values, new Date().toISOString()) : undefined;
  const tag = <OptionTags keys={[String(value)]} options={config.options} look={look} />;
  if (!stay) return tag;
  return (
    <span className="f-tags" data-look={look}>
      {tag}
      <StayText stay={stay} />
    </span>
  );
}
