import { type Locale, localText } from '@trellis/metadata';
import type { ComponentType } from 'react';
import type { CompiledField } from '../form/compile.ts';
import type { PublicField, PublicProps } from '../public/facet.tsx';
import { NOT_PUBLIC } from '../public/types.ts';
import { galleryValues } from './sample.ts';

/** A field with a value, for somebody without a login. */
export interface VisitorsField {
  readonly field: PublicField;
  readonly value: PublicProps['value'];
}

/** How the page of public forms draws fields; the gallery asks for it where it stands in a document of its own. */
export type VisitorsView = ComponentType<{ readonly fields: readonly VisitorsField[] }>;

/** Fields as visitors of a public form meet them; those that are not for visitors are left out. */
export function Visitors({ fields, View }: { fields: readonly CompiledField[]; View: VisitorsView }) {
  const values = galleryValues('samples');
  const offered = fields.flatMap(({ key, type, meta, config, required }): VisitorsField[] =>
    NOT_PUBLIC[type.type] ? [] : [{ field: { key, meta, config, required }, value: values[key] ?? null }],
  );
  return <View fields={offered} />;
}

/** That page in a frame, or why the type is not for visitors. */
export function VisitorsFrame({
  field,
  address,
  locale,
}: {
  field: CompiledField;
  address: string;
  locale: Locale;
}) {
  const why = NOT_PUBLIC[field.type.type];
  return why ? <p>{localText(why, locale)}</p> : <iframe title="public" loading="lazy" src={address} />;
}
