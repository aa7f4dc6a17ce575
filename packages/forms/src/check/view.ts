import type { Issue, JsonObject, KanbanConfig, TableConfig, ViewDocument } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { conditionIssues, type Forms, sortIssues } from './expr.ts';

/** What a view kind's settings may get wrong beyond their schema, at paths inside the settings. */
const KINDS: Readonly<Record<string, (config: JsonObject, form: CompiledForm) => readonly Issue[]>> = {
  table: (config, form) => {
    const { columns } = config as unknown as TableConfig;
    return columns.flatMap(({ field }, index) => unknown(field, form, ['columns', index, 'field']));
  },
  kanban: (config, form) => {
    const { lane, sum, card } = config as unknown as KanbanConfig;
    const lanes = form.scopeForm.fields.get(lane);
    const summed = sum === undefined ? undefined : form.scopeForm.fields.get(sum);
    return [
      ...unknown(lane, form, ['lane']),
      ...(lanes && (lanes.type.kind !== 'option' || lanes.type.many)
        ? [{ path: ['lane'], code: 'not_a_lane' }]
        : []),
      ...(sum === undefined ? [] : unknown(sum, form, ['sum'])),
      ...(summed && summed.type.kind !== 'number' ? [{ path: ['sum'], code: 'not_a_number_field' }] : []),
      ...card.flatMap((field, index) => unknown(field, form, ['card', index])),
    ];
  },
};

const unknown = (field: string, form: CompiledForm, path: Issue['path']): readonly Issue[] =>
  form.scopeForm.fields.has(field) ? [] : [{ path, code: 'unknown_field', params: { name: field } }];

/** Semantic issues of a view of `app` whose structure is sound. */
export function viewIssues(app: string, view: ViewDocument, forms: Forms): readonly Issue[] {
  const form = forms.get(`${app}:${view.form}`);
  if (!form) return [{ path: ['form'], code: 'unknown_form', params: { name: view.form } }];
  const ofKind = Object.hasOwn(KINDS, view.kind) ? KINDS[view.kind] : undefined;
  if (!ofKind) return [{ path: ['kind'], code: 'unknown_view_kind', params: { kind: view.kind } }];
  return [
    ...conditionIssues(view.filter, form, forms, ['filter']),
    ...sortIssues(view.sort, form, ['sort']),
    ...ofKind(view.config, form).map((issue) => ({ ...issue, path: ['config', ...issue.path] })),
  ];
}
