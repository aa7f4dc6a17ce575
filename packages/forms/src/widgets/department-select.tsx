import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import type { PeopleRange } from '../contract.ts';
import { rangeDepartments } from '../values/range.ts';
import { useChoiceT } from './choice-messages.tsx';
import { type InputProps, idsOf, inputAttributes } from './facet.tsx';
import { useT } from './messages.tsx';
import { type DepartmentChoice, useFormServices, useTitle } from './services.tsx';

interface Branch {
  readonly value: string;
  readonly title: string;
  readonly disabled: boolean;
  readonly children: readonly Branch[];
}

/** Departments as a tree; those out of range stand there to show where one is, but can't be chosen. */
function branchesOf(
  all: readonly DepartmentChoice[],
  allowed: ReadonlySet<string> | undefined,
  parent: string | null,
  known: ReadonlySet<string>,
): readonly Branch[] {
  return all
    .filter((one) => (one.parent !== null && known.has(one.parent) ? one.parent : null) === parent)
    .map(({ id, name }) => ({
      value: id,
      title: name,
      disabled: allowed !== undefined && !allowed.has(id),
      children: branchesOf(all, allowed, id, known),
    }))
    .filter(({ disabled, children }) => !disabled || children.length > 0);
}

/** Choice of one or several departments in their tree. */
export function DepartmentSelect({
  multiple = false,
  range = {},
  ...props
}: InputProps & { multiple?: boolean; range?: PeopleRange }) {
  const t = useT();
  const choiceT = useChoiceT();
  const { departments = [], member } = useFormServices();
  const title = useTitle(props.refs);
  const chosen = idsOf(props.value);
  const tree = useMemo(() => {
    const allowed = rangeDepartments(range, member.departments, departments);
    return branchesOf(departments, allowed, null, new Set(departments.map(({ id }) => id)));
  }, [departments, range, member.departments]);
  const known = new Set(departments.map(({ id }) => id));
  const gone = chosen
    .filter((id) => !known.has(id))
    .map((id) => ({ value: id, title: title(id) ?? t('unknownRecord'), disabled: false, children: [] }));
  return (
    <TreeSelect<string | string[] | null>
      {...inputAttributes(props)}
      style={{ width: '100%' }}
      placeholder={props.placeholder ?? choiceT('chooseDepartment')}
      notFoundContent={<span className="f-help">{choiceT('noDepartments')}</span>}
      allowClear={!props.required}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandAll={departments.length <= 50}
      multiple={multiple}
      treeData={[...tree, ...gone] as never[]}
      value={multiple ? [...chosen] : (chosen[0] ?? null)}
      onChange={(next) => {
        const ids = Array.isArray(next) ? next : next ? [next] : [];
        props.onChange(ids.length === 0 ? null : multiple ? ids : (ids[0] ?? null));
      }}
    />
  );
}
