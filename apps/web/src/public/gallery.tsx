import type { PublicPlace } from '@trellis/forms/public';
import type { VisitorsField } from '@trellis/forms/react';
import { useState } from 'react';
import './public.css';
import { Column } from './column.tsx';
import { Field } from './field.tsx';
import { locale } from './texts.ts';

/** Nothing is sent, and no rules hide anything. */
const place: PublicPlace = {
  locale,
  upload: async (_, file) => ({
    id: `pending:${file.name}`,
    name: file.name,
    size: file.size,
    mime: file.type,
  }),
  text: (_, value) => (value === null ? '' : String(value)),
  drawColumn: (of, row, column, value, onChange) => (
    <Column
      key={column.key}
      of={of.key}
      row={row}
      column={column}
      value={value}
      onChange={onChange}
      rules={undefined}
      problems={[]}
      place={place}
    />
  ),
};

/** Development only: fields as visitors meet them. */
export default function VisitorsFields({ fields }: { fields: readonly VisitorsField[] }) {
  return (
    <main className="p-sheet" data-state="visitors">
      <div className="p-form">
        {fields.map((one) => (
          <Filled key={one.field.key} {...one} />
        ))}
      </div>
    </main>
  );
}

function Filled({ field, value: first }: VisitorsField) {
  const [value, setValue] = useState(first);
  return (
    <Field
      field={field}
      id={`p-${field.key}`}
      value={value}
      onChange={setValue}
      state={{ required: field.required, readonly: false }}
      problems={[]}
      place={place}
    />
  );
}
