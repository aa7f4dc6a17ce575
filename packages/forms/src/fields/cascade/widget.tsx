import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { useMemo } from 'react';
import { pathLabel, pathOf, type Tree, treeOf } from '../../values/tree.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { type Level, LevelSelect } from '../../widgets/level-select.tsx';
import { useT } from '../../widgets/messages.tsx';
import type { CascadeConfig } from './model.ts';

function levelsOf(
  tree: Tree,
  name: (key: string) => string,
  kept: ReadonlySet<string>,
  at = '',
): readonly Level[] {
  return (tree.below.get(at) ?? [])
    .filter((key) => !tree.nodes.get(key)?.retired || kept.has(key))
    .map((key) => {
      const children = levelsOf(tree, name, kept, key);
      return { value: key, label: name(key), ...(children.length > 0 ? { children } : {}) };
    });
}

export function CascadeWidget(props: WidgetProps<CascadeConfig>) {
  const t = useT();
  const { locale } = useLocale();
  const { config } = props;
  const value = typeof props.value === 'string' ? props.value : null;
  const tree = treeOf(config.nodes);
  const levels = useMemo(() => {
    const name = (key: string) => localText(tree.nodes.get(key)?.label ?? { zh: key }, locale);
    return levelsOf(tree, name, new Set(value === null ? [] : pathOf(value, tree)));
  }, [tree, value, locale]);
  return (
    <LevelSelect
      {...props}
      placeholder={props.placeholder ?? t('choose')}
      levels={levels}
      path={value === null ? [] : pathOf(value, tree)}
      text={value === null ? '' : pathLabel(value, tree, locale)}
      anyLevel={config.anyLevel ?? false}
    />
  );
}
