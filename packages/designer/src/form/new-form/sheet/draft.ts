import { type CompiledForm, compileForm, fieldTypes, normaliseForm } from '@trellis/forms/model';
import {
  type FieldSchema,
  type FormDocument,
  JSON_SCHEMA_DIALECT,
  type JsonObject,
  keyFromLabel,
  type LocalText,
  type ViewDocument,
} from '@trellis/metadata';
import type { Reply } from '@trellis/ui/react';

export type Sheet = Reply<'describeSheet'>;
type Column = Sheet['columns'][number];
export type Guess = Column['guesses'][number];

/** A column on its way to being a field. */
export interface ColumnDraft {
  readonly index: number;
  readonly label: string;
  readonly used: boolean;
  readonly type: string;
  readonly config: JsonObject;
}

/** A sheet on its way to being a form. */
export interface SheetDraft {
  readonly sheet: Sheet;
  readonly used: boolean;
  readonly name: string;
  readonly columns: readonly ColumnDraft[];
}

/** A sheet as it would become a form if nobody changed anything: empty columns are left out. */
export function draftOf(sheet: Sheet, used: boolean, name = sheet.name): SheetDraft {
  return {
    sheet,
    used,
    name,
    columns: sheet.columns.map(({ index, name: label, filled, guesses }) => ({
      index,
      label,
      used: filled > 0,
      ...settingsOf(guesses[0]),
    })),
  };
}

const settingsOf = (guess: Guess | undefined): Pick<ColumnDraft, 'type' | 'config'> => ({
  type: guess?.type ?? 'text',
  config: (guess?.config ?? fieldTypes.get('text').config.defaults()) as JsonObject,
});

/** A column with another of its guesses, or with a type that nobody guessed. */
export function withType(column: ColumnDraft, guesses: readonly Guess[], choice: string): ColumnDraft {
  const guess = guesses[Number(choice)];
  if (guess) return { ...column, ...settingsOf(guess) };
  return { ...column, type: choice, config: fieldTypes.get(choice).config.defaults() };
}

/** Which of its guesses a column has, as a choice of `withType`. */
export function choiceOf({ type, config }: ColumnDraft, guesses: readonly Guess[]): string {
  const text = JSON.stringify(config);
  const at = guesses.findIndex((one) => one.type === type && JSON.stringify(one.config) === text);
  return at < 0 ? type : String(at);
}

/** Types that a text can become without further settings, those of the guesses apart. */
export const furtherTypes = (guesses: readonly Guess[]) =>
  fieldTypes.list().filter((type) => {
    const config = type.config.defaults();
    const simple = !type.generated && !type.display && !type.owned && !type.files && !type.roles;
    const alone = type.target?.(config) === undefined && type.options?.(config) === undefined;
    return simple && alone && type.kind !== 'json' && !guesses.some((one) => one.type === type.type);
  });

/** A form made of a sheet, and which column becomes which of its fields. */
export interface SheetForm {
  readonly key: string;
  readonly document: FormDocument;
  readonly view: ViewDocument;
  readonly mapping: {
    columns: { column: number; field: string; dateOrder?: 'ymd' | 'mdy' | 'dmy' }[];
    headerRows: number;
  };
}

const TITLE = /名称|姓名|标题|主题|^名字?$|name|title|subject/i;

/** The form that a draft makes; undefined where no column can name a record. */
export function formOf({ sheet, name, columns }: SheetDraft): SheetForm | undefined {
  const taken: string[] = [];
  const fields = columns
    .filter(({ used }) => used)
    .map((column) => {
      const key = keyFromLabel(column.label, taken);
      taken.push(key);
      return { ...column, key };
    });
  const titles = fields.filter(({ type }) => fieldTypes.get(type).title);
  const texts = titles.filter(({ type }) => fieldTypes.get(type).kind === 'text');
  const title = texts.find(({ label }) => TITLE.test(label)) ?? texts[0] ?? titles[0];
  if (!title) return undefined;
  const label: LocalText = { zh: name.trim() };
  const key = keyFromLabel(label.zh);
  const schemaOf = (field: (typeof fields)[number]): FieldSchema => ({
    title: field.label,
    trellis: {
      type: field.type,
      label: { zh: field.label },
      config: field.config,
      ...(field === title && fieldTypes.get(field.type).kind === 'text' ? { searchable: true } : {}),
    },
  });
  return {
    key,
    document: normaliseForm({
      $schema: JSON_SCHEMA_DIALECT,
      type: 'object',
      title: label.zh,
      properties: Object.fromEntries(fields.map((field) => [field.key, schemaOf(field)])),
      required: [],
      additionalProperties: false,
      trellis: {
        vocabulary: 1,
        label,
        icon: 'table',
        titleField: title.key,
        layout: [
          {
            kind: 'section',
            key: 'main',
            columns: 2,
            children: fields.map((field) => ({ kind: 'field' as const, field: field.key })),
          },
        ],
      },
    }),
    view: {
      vocabulary: 1,
      form: key,
      kind: 'table',
      label: { zh: `全部${label.zh}`, en: `All: ${label.zh}` },
      position: 0,
      config: { columns: fields.map((field) => ({ field: field.key })) },
    },
    mapping: {
      headerRows: sheet.headerRows,
      columns: fields.map((field) => ({
        column: field.index,
        field: field.key,
        ...orderOf(sheet.columns.find(({ index }) => index === field.index)?.guesses ?? [], field.type),
      })),
    },
  };
}

function orderOf(guesses: readonly Guess[], type: string) {
  const dateOrder = guesses.find((one) => one.type === type)?.dateOrder;
  return dateOrder ? { dateOrder } : {};
}

/** The fields as they will be, to show values with; keys are the columns' numbers. */
export const previewForm = (app: string, columns: readonly ColumnDraft[]): CompiledForm =>
  compileForm(
    `${app}:preview`,
    normaliseForm({
      $schema: JSON_SCHEMA_DIALECT,
      type: 'object',
      title: '',
      properties: Object.fromEntries(
        columns.map(({ index, label, type, config }) => [
          `c${index}`,
          { title: label, trellis: { type, label: { zh: label }, config } },
        ]),
      ),
      required: [],
      additionalProperties: false,
      trellis: { vocabulary: 1, label: { zh: '' }, titleField: `c${columns[0]?.index ?? 0}`, layout: [] },
    }),
  );
