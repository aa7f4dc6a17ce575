import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { pathLabel, treeOf } from '../../values/tree.ts';
import type { CellProps } from '../../widgets/facet.tsx';
import type { CascadeConfig } from './model.ts';

export function CascadeCell({ value, config, look }: CellProps<CascadeConfig>) {
  const { locale } = useLocale();
  const tree = treeOf(config.nodes);
  const key = String(value);
  const path = pathLabel(key, tree, locale);
  const text = config.lastOnly ? localText(tree.nodes.get(key)?.label ?? { zh: key }, locale) : path;
  return look === 'row' ? (
    <span className="t-ellipsis" title={path}>
      {text}
    </span>
  ) : (
    <span>{text}</span>
  );
}
