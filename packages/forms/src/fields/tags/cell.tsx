import { OptionTag } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { tagColor } from './color.ts';
import type { TagsConfig } from './model.ts';

export function TagsCell({ value, look }: CellProps<TagsConfig>) {
  const tags = Array.isArray(value) ? value.map(String) : [];
  return (
    <span className="f-tags" data-look={look} title={look === 'row' ? tags.join('、') : undefined}>
      {tags.map((tag) => (
        <OptionTag key={tag} color={tagColor(tag)}>
          {tag}
        </OptionTag>
      ))}
    </span>
  );
}
