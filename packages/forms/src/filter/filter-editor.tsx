import type { Expr } from '@trellis/logic';
import { Icon } from '@trellis/ui/react';
import { Button, Segmented } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import type { Refs } from '../widgets/facet.tsx';
import '../widgets/forms.css';
import { type RecordOnScreen, RecordProvider } from '../widgets/record-on-screen.tsx';
import { useFormServices } from '../widgets/services.tsx';
import { changingFields } from './changes.ts';
import { exprToFilter, filterToExpr } from './expr.ts';
import { filterFields, listFields } from './fields.ts';
import { Condition, Raw, type Shared } from './filter-condition.tsx';
import { useT } from './messages.tsx';
import { linkedFields } from './own.ts';
import { pathFields } from './paths.ts';
import { newCondition, withConditionOn, withItem } from './tree.ts';
import type { FilterGroup, FilterNode } from './types.ts';

/** Groups inside groups are offered down to this level. */
const MAX_LEVEL = 3;

/**
 * Edits an expression as conditions. Conditions that lack a value stay on the screen but are not part of the
 * expression; parts that can't be shown as conditions are kept and can only be removed.
 * @param record form of a record at hand; the condition may then name its fields as `$record.field`
 * @param around form of the record that it belongs to, where it is a row: `$record._parent_id.field`
 * @param changes the condition may look at the record before the change
 * @param through it is the filter of a list: conditions may follow references, "account.industry", and ask what depends
 *   on the reader
 * @param without what holds while there are no conditions; by default that all records are shown
 * @param begin a field: where no condition is about it yet, one stands there at first
 * @param start what is on the screen at first, where that is more than the expression says: conditions without a value
 * @param onScreen hears of all that is on the screen
 */
export function FilterEditor({
  form,
  value,
  onChange,
  refs,
  record,
  around: owner,
  changes = false,
  through = false,
  without,
  begin,
  start,
  onScreen,
}: {
  form: CompiledForm;
  value: Expr | undefined;
  onChange: (expr: Expr | undefined) => void;
  refs?: Refs | undefined;
  record?: CompiledForm | undefined;
  around?: CompiledForm | undefined;
  changes?: boolean;
  through?: boolean;
  without?: string | undefined;
  begin?: string | undefined;
  start?: FilterGroup | undefined;
  onScreen?: ((filter: FilterGroup) => void) | undefined;
}) {
  const formOf = useFormServices().relations?.formOf;
  const fields = useMemo(() => {
    if (record) return linkedFields(form);
    if (changes) return changingFields(form);
    if (!through) return filterFields(form);
    return [...listFields(form), ...(formOf ? pathFields(form, formOf) : [])];
  }, [form, record, changes, through, formOf]);
  const [filter, setFilter] = useState<FilterGroup>(() => {
    const first = fields.find(({ key }) => key === begin);
    const said = start ?? exprToFilter(value, fields);
    return first ? withConditionOn(said, first) : said;
  });
  // What comes back from the host is what was sent, unless something else changed it.
  const sent = useRef(JSON.stringify(value));
  const given = JSON.stringify(value);
  if (given !== sent.current) {
    sent.current = given;
    setFilter(exprToFilter(value, fields));
  }
  const change = (next: FilterGroup) => {
    setFilter(next);
    onScreen?.(next);
    const expr = filterToExpr(next, fields);
    const text = JSON.stringify(expr);
    if (text === sent.current) return;
    sent.current = text;
    onChange(expr);
  };
  // Inputs that ask the server for what may be compared with must know of which form.
  const around = useMemo((): RecordOnScreen => ({ form, values: {}, mode: 'edit', refs }), [form, refs]);
  return (
    <RecordProvider value={around}>
      <Group
        group={filter}
        level={1}
        onChange={change}
        shared={{
          form,
          fields,
          refs,
          record: record ?? (changes ? form : undefined),
          around: owner ?? (changes ? form.owner?.() : undefined),
          without,
        }}
      />
    </RecordProvider>
  );
}

function Group({
  group,
  level,
  onChange,
  onRemove,
  shared,
}: {
  group: FilterGroup;
  level: number;
  onChange: (group: FilterGroup) => void;
  onRemove?: () => void;
  shared: Shared;
}) {
  const t = useT();
  const first = shared.fields[0];
  const add = (item: FilterNode) => onChange({ ...group, items: [...group.items, item] });
  return (
    <div className={level === 1 ? 'f-filter' : 'f-filter-group'}>
      {group.items.length > 1 || level > 1 ? (
        <div className="f-filter-actions">
          <Segmented
            size="small"
            value={group.join}
            options={[
              { value: 'and' as const, label: t('all') },
              { value: 'or' as const, label: t('any') },
            ]}
            onChange={(join) => onChange({ ...group, join })}
          />
          {onRemove ? (
            <Button
              className="f-filter-remove"
              type="text"
              size="small"
              icon={<Icon name="close" />}
              aria-label={t('removeGroup')}
              onClick={onRemove}
            />
          ) : null}
        </div>
      ) : null}
      {group.items.length === 0 && level === 1 ? (
        <p className="f-help">{shared.without ?? t('empty')}</p>
      ) : null}
      {group.items.map((item, index) => {
        const set = (next: FilterNode | undefined) => onChange(withItem(group, index, next));
        return <Node key={index} node={item} level={level} onChange={set} shared={shared} />;
      })}
      <div className="f-filter-actions">
        <Button
          type="link"
          size="small"
          icon={<Icon name="plus" />}
          disabled={!first}
          onClick={() => {
            if (first) add(newCondition(first));
          }}
        >
          {t('addCondition')}
        </Button>
        {level < MAX_LEVEL ? (
          <Button
            type="link"
            size="small"
            icon={<Icon name="plus" />}
            disabled={!first}
            onClick={() => {
              if (first) add({ kind: 'group', join: 'or', items: [newCondition(first)] });
            }}
          >
            {t('addGroup')}
          </Button>
        ) : null}
        {level === 1 && group.items.length > 0 ? (
          <Button type="text" size="small" onClick={() => onChange({ ...group, items: [] })}>
            {t('clear')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Node({
  node,
  level,
  onChange,
  shared,
}: {
  node: FilterNode;
  level: number;
  onChange: (node: FilterNode | undefined) => void;
  shared: Shared;
}) {
  if (node.kind === 'group')
    return (
      <Group
        group={node}
        level={level + 1}
        onChange={onChange}
        onRemove={() => onChange(undefined)}
        shared={shared}
      />
    );
  if (node.kind === 'raw')
    return <Raw expr={node.expr} form={shared.form} onRemove={() => onChange(undefined)} />;
  return <Condition condition={node} onChange={onChange} shared={shared} />;
}
