import { type FormServices, useFormServices } from '@trellis/forms/react';
import { DEPARTMENT_TARGET, MEMBER_TARGET } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { ImportField } from './mapping.ts';

type DepartmentChoice = NonNullable<FormServices['departments']>[number];

export interface TextOption {
  readonly value: string;
  readonly label: string;
}

/** A text that a field can read: an option, a member, a department, or a record by its title. */
export function TextChoice(props: {
  readonly label: string;
  readonly field: ImportField;
  readonly value: string | undefined;
  readonly onChange: (text: string) => void;
}) {
  const [search, setSearch] = useState('');
  return (
    <Select<string | null, TextOption>
      aria-label={props.label}
      value={props.value ?? null}
      options={useTextOptions(props.field, search)}
      showSearch={{ onSearch: setSearch, filterOption: containing }}
      onChange={(text) => props.onChange(text ?? '')}
    />
  );
}

/** Whether the label of an option has what was typed. */
export const containing = (typed: string, option: { readonly label?: unknown } | undefined): boolean =>
  String(option?.label ?? '')
    .toLowerCase()
    .includes(typed.trim().toLowerCase());

const DEBOUNCE_MS = 300;

/** What may be chosen: all options, members or departments, or the records that a search finds. */
export function useTextOptions(field: ImportField, search: string): TextOption[] {
  const { text } = useLocale();
  const services = useFormServices();
  const [found, setFound] = useState<TextOption[]>([]);
  const { target } = field;
  const searched = target !== undefined && target !== MEMBER_TARGET && target !== DEPARTMENT_TARGET;
  useEffect(() => {
    if (!searched || search.trim() === '') return setFound([]);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      services
        .searchReference(target, search, abort.signal)
        .then((list) => setFound(list.map(({ title }) => ({ value: title, label: title }))))
        // A search that fails offers nothing more; what else is offered stays.
        .catch(() => setFound([]));
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [searched, target, search, services]);
  if (field.options.length > 0) {
    return field.options
      .filter(({ retired }) => !retired)
      .map(({ key, label }) => ({ value: key, label: text(label) }));
  }
  if (target === MEMBER_TARGET) return services.members.map(({ name }) => ({ value: name, label: name }));
  if (target === DEPARTMENT_TARGET) return pathsOf(services.departments ?? []);
  return found;
}

/** Departments by their paths, since several may have one name. */
function pathsOf(departments: readonly DepartmentChoice[]): TextOption[] {
  const byId = new Map(departments.map((one) => [one.id, one]));
  const pathOf = ({ name, parent }: DepartmentChoice): string => {
    const above = parent === null ? undefined : byId.get(parent);
    return above ? `${pathOf(above)}/${name}` : name;
  };
  return departments.map((one) => ({ value: pathOf(one), label: pathOf(one) }));
}
