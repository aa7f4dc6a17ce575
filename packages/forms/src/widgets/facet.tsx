import type { Value } from '@trellis/logic';
import type { JsonObject } from '@trellis/metadata';
import type { ReactNode } from 'react';
import type { CompiledField } from '../form/compile.ts';

/** Titles of referenced records and members by id. */
export type Refs = Readonly<Record<string, { readonly title: string }>>;

/** What every input has, whatever it edits. */
export interface InputProps {
  /** Canonical value, or the raw text of something that can't be read yet (validation names it). */
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Of the input, for its label. */
  readonly id: string;
  /** Ids of help and error texts. */
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly placeholder?: string | undefined;
  /** Titles that came with the record. */
  readonly refs?: Refs | undefined;
  /** "cell": inside a grid, no frame of its own; "filter": one value to compare with, nothing but the input. */
  readonly look?: 'form' | 'cell' | 'filter';
  /** Name where there is no visible label. */
  readonly label?: string | undefined;
}

export interface WidgetProps<C = JsonObject> extends InputProps {
  readonly field: CompiledField;
  readonly config: C;
}

export interface CellProps<C = JsonObject> {
  readonly field: CompiledField;
  readonly config: C;
  /** Never null: emptiness is shown by FieldCell. */
  readonly value: Exclude<Value, null>;
  readonly refs?: Refs | undefined;
  /** "row": one line of a grid; "page": may wrap and take room. */
  readonly look: 'row' | 'page';
}

export interface SettingsProps<C = JsonObject> {
  readonly config: C;
  onChange(config: C): void;
  /** The field is published and records may hold its values: options are retired instead of removed. */
  readonly published?: boolean;
}

/** How values of a field type are shown; one folder `src/fields/<type>/` holds this, `FieldInput` and `FieldDesign`. */
export interface FieldFacet<C = JsonObject> {
  readonly type: string;
  Cell(props: CellProps<C>): ReactNode;
  /** Right for numbers, so that digits stand under each other. */
  readonly align?: 'right';
  /** May be edited in a cell of a grid. */
  readonly inline?: boolean;
}

/** How they are edited. */
export interface FieldInput<C = JsonObject> {
  readonly type: string;
  Widget(props: WidgetProps<C>): ReactNode;
}

/** How the type's settings are edited in the designer; label, help and rules are common to all types. */
export interface FieldDesign<C = JsonObject> {
  readonly type: string;
  Settings(props: SettingsProps<C>): ReactNode;
}

/** Attributes that tie an input to its label, help and error. */
export const inputAttributes = (props: InputProps) => ({
  id: props.id,
  disabled: props.disabled ?? false,
  ...(props.autoFocus ? { autoFocus: true } : {}),
  ...(props.invalid ? { status: 'error' as const, 'aria-invalid': true } : {}),
  ...(props.required ? { 'aria-required': true } : {}),
  ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
  ...(props.label ? { 'aria-label': props.label } : {}),
  ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
  ...(props.look === 'cell' ? { variant: 'borderless' as const, size: 'small' as const } : {}),
});

/** The ids or keys that a value of one or many holds. */
export const idsOf = (value: Value): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string' && id !== '');
