import type { CompiledField } from '@trellis/forms/model';
import type { TableConfig } from '@trellis/metadata';
import type { FormInfo } from '../catalog/catalog.ts';
import { table } from '../kinds/table/model.ts';

/** Facts in a record's header at most. */
const FACTS = 4;

/** The fields that matter most of a form: those that its first table shows, without title, stage and secrets. */
export function keyFacts({ form, views }: FormInfo): readonly CompiledField[] {
  const saved = [...views.values()].find((view) => view.kind === table.type);
  const config = (saved?.config as TableConfig | undefined) ?? table.config.defaults(form);
  return (config?.columns ?? [])
    .flatMap((column) => form.fields.get(column.field) ?? [])
    .filter(
      (f) => f.key !== form.titleField && f.key !== form.stageField && !f.type.wide && !f.meta.encrypted,
    )
    .slice(0, FACTS);
}
