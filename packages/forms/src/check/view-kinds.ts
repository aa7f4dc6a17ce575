import type { ValueKind } from '@trellis/logic';
import type {
  CalendarConfig,
  GalleryConfig,
  GanttConfig,
  Issue,
  JsonObject,
  KanbanConfig,
  ListConfig,
  TimelineConfig,
} from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';

type Judge = (config: JsonObject, form: CompiledForm) => readonly Issue[];

/** What makes lanes of a board and rows of a timeline: few values that records share. */
const SHARED = ['option', 'ref', 'boolean'] as const;

/** What the settings of boards, calendars, time axes, galleries and lists may get wrong, at paths inside them. */
export const laterKinds: Readonly<Record<string, Judge>> = {
  kanban: (config, form) => {
    const { lane, swim, sum, cover, due } = config as unknown as KanbanConfig;
    return [
      ...kindIssues(form, 'lane', lane, SHARED, 'not_a_lane'),
      ...kindIssues(form, 'swim', swim, SHARED, 'not_a_lane'),
      ...(swim === lane ? [{ path: ['swim'], code: 'not_two_fields' }] : []),
      ...kindIssues(form, 'sum', sum, ['number'], 'not_a_number_field'),
      ...coverIssues(form, cover),
      ...kindIssues(form, 'due', due, ['date', 'datetime'], 'not_a_date_field'),
    ];
  },
  calendar: (config, form) => {
    const { start, end, color } = config as unknown as CalendarConfig;
    return [...timeIssues(form, start, end), ...optionIssues(form, 'color', color)];
  },
  gantt: (config, form) => {
    const { start, end, progress, color, depends, parent } = config as unknown as GanttConfig;
    const scope = form.scopeForm.fields;
    const reference = depends === undefined ? undefined : scope.get(depends);
    const above = parent === undefined ? undefined : scope.get(parent);
    return [
      ...timeIssues(form, start, end),
      ...kindIssues(form, 'progress', progress, ['number'], 'not_a_number_field'),
      ...optionIssues(form, 'color', color),
      ...(reference && reference.target !== form.ref
        ? [{ path: ['depends'], code: 'not_of_this_form' }]
        : []),
      ...(above && (above.target !== form.ref || above.type.many)
        ? [{ path: ['parent'], code: 'not_one_of_this_form' }]
        : []),
    ];
  },
  timeline: (config, form) => {
    const { start, end, row, color } = config as unknown as TimelineConfig;
    return [
      ...timeIssues(form, start, end),
      ...kindIssues(form, 'row', row, SHARED, 'not_a_row_field'),
      ...optionIssues(form, 'color', color),
    ];
  },
  gallery: (config, form) => coverIssues(form, (config as unknown as GalleryConfig).cover),
  list: (config, form) => optionIssues(form, 'badge', (config as unknown as ListConfig).badge),
};

/** Fields that are not there are found by others; here only what is there is judged. */
function kindIssues(
  form: CompiledForm,
  setting: string,
  field: string | undefined,
  kinds: readonly ValueKind[],
  code: string,
): readonly Issue[] {
  const found = field === undefined ? undefined : form.scopeForm.fields.get(field);
  if (!found) return [];
  if (found.encrypted) return [{ path: [setting], code: 'encrypted_field', params: { name: field ?? '' } }];
  return found.type.many || found.rows || !kinds.includes(found.type.kind) ? [{ path: [setting], code }] : [];
}

/** Covers are the first of several files. */
function coverIssues(form: CompiledForm, cover: string | undefined): readonly Issue[] {
  const field = cover === undefined ? undefined : form.scopeForm.fields.get(cover);
  return field && field.type.kind !== 'file' ? [{ path: ['cover'], code: 'not_a_file_field' }] : [];
}

const optionIssues = (form: CompiledForm, setting: string, field: string | undefined): readonly Issue[] =>
  kindIssues(form, setting, field, ['option'], 'not_an_option_field');

function timeIssues(form: CompiledForm, start: string, end: string | undefined): readonly Issue[] {
  const issues = [
    ...kindIssues(form, 'start', start, ['date', 'datetime'], 'not_a_date_field'),
    ...kindIssues(form, 'end', end, ['date', 'datetime'], 'not_a_date_field'),
  ];
  if (issues.length > 0 || end === undefined) return issues;
  const [first, last] = [form.scopeForm.fields.get(start), form.scopeForm.fields.get(end)];
  return first && last && first.type.kind !== last.type.kind
    ? [{ path: ['end'], code: 'not_of_one_kind' }]
    : [];
}
