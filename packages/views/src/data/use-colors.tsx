import type { CompiledForm } from '@trellis/forms/model';
import { useEnv } from '@trellis/forms/react';
import type { ColorRule, ViewDocument } from '@trellis/metadata';
import { optionColors } from '@trellis/ui/react';
import { type CSSProperties, useMemo } from 'react';
import { type ColorOf, colorsOf } from './colors.ts';

/** How the records of a view are coloured. */
export function useColors(view: ViewDocument, form: CompiledForm): ColorOf {
  const env = useEnv();
  return useMemo(() => colorsOf(view, form, env), [view, form, env]);
}

/** Attributes of what shows a record: `v-tinted` draws them over all of it, along its edge, or at one field. */
export function tint(rule: ColorRule | undefined, at: 'record' | { readonly field: string }) {
  const here =
    rule && (at === 'record' ? rule.on !== 'field' : rule.on === 'field' && rule.field === at.field);
  if (!here) return {};
  const { bg, solid } = optionColors(rule.color);
  const style = { '--v-tint': bg, '--v-tint-edge': solid } as CSSProperties;
  return { 'data-tint': rule.on, style };
}
