import { Tool } from '../frame/tools.tsx';
import { useFieldTemplates } from './field-templates.tsx';
import { useT } from './messages.ts';

/** Keeps a field, or a section with all it holds, as a template. */
export function KeepTool({
  what,
}: {
  readonly what: { readonly names: readonly string[] } | { readonly part: string };
}) {
  const t = useT();
  const { keep } = useFieldTemplates();
  return <Tool icon="star" label={t('keep')} onClick={() => keep(what)} />;
}
