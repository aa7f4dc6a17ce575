import type { Value } from '@trellis/logic';
import type { FieldHint, FieldMeta, Issue, JsonObject, Locale } from '@trellis/metadata';
import type { ReactNode } from 'react';
import type { FileFacts } from '../contract.ts';

/** A field of a form that visitors fill in, as its document says it. */
export interface PublicField<C = JsonObject> {
  readonly key: string;
  readonly meta: FieldMeta;
  readonly config: C;
  /** Always required; rules come on top. */
  readonly required: boolean;
}

/** What the rules say of a field now. */
export interface FieldState {
  readonly required: boolean;
  readonly readonly: boolean;
  /** Keys of the options that may be chosen; absent = all. */
  readonly offered?: ReadonlySet<string> | undefined;
  readonly hints?: readonly Pick<FieldHint, 'text' | 'tone'>[] | undefined;
}

/** The page around the inputs. */
export interface PublicPlace {
  readonly locale: Locale;
  /** Sends a file; `progress` from 0 to 1. Rejects with words for the visitor. */
  upload(field: string, file: File, progress: (part: number) => void): Promise<FileFacts>;
  /** A value as people read it. */
  text(field: string, value: Value): string;
  /** A column of a row of a sub-form with its label, help and problems; null where the rules hide it. */
  drawColumn(
    of: PublicField<unknown>,
    row: number,
    column: PublicField,
    value: Value,
    onChange: (value: Value) => void,
  ): ReactNode;
}

/** What every input for visitors has. */
export interface PublicProps<C = JsonObject> {
  readonly field: PublicField<C>;
  readonly config: C;
  /** Canonical, or the text of something that can't be read. */
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Of the input, or of the first of several. */
  readonly id: string;
  /** Id of the label, for inputs without an element that a label may name. */
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
  readonly disabled: boolean;
  readonly issues: readonly Issue[];
  readonly place: PublicPlace;
}

/** How visitors fill in the values of a type: native inputs, no library. */
export interface PublicFacet<C = JsonObject> {
  readonly type: string;
  Input(props: PublicProps<C>): ReactNode;
  /** Several inputs under one legend. */
  readonly group?: true | ((config: C) => boolean);
  /** It shows what the engine works out, which is fetched at once then. */
  readonly early?: true;
  /** The input stands before its label: a box to tick. */
  readonly inline?: (config: C) => boolean;
}

/** Attributes that tie an input to its label, help and error. */
export const nativeAttributes = (props: PublicProps<unknown>) => {
  const { placeholder } = props.field.meta;
  return {
    id: props.id,
    disabled: props.disabled,
    'aria-invalid': props.invalid || undefined,
    'aria-required': props.required || undefined,
    'aria-describedby': props.describedBy,
    placeholder: placeholder && (placeholder[props.place.locale] || placeholder.zh),
  };
};
