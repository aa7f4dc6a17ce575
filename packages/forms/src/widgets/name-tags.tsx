import type { Value } from '@trellis/logic';
import { OptionTag } from '@trellis/ui/react';
import { idsOf, type Refs } from './facet.tsx';
import { useT } from './messages.tsx';
import { useTitle } from './services.tsx';

/** Departments or roles by their names. */
export function NameTags({
  value,
  refs,
  look,
}: {
  value: Value;
  refs?: Refs | undefined;
  look: 'row' | 'page';
}) {
  const t = useT();
  const title = useTitle(refs);
  return (
    <span className="f-tags" data-look={look}>
      {idsOf(value).map((id) => (
        <OptionTag key={id} color="gray">
          {title(id) ?? t('unknownRecord')}
        </OptionTag>
      ))}
    </span>
  );
}
