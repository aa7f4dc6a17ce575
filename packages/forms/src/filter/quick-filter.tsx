import type { QuickValue } from '@trellis/metadata';
import { Icon, later, Sheet, SkeletonBar, useIsPhone, useLocale } from '@trellis/ui/react';
import { Button, Popover } from 'antd';
import { useMemo, useState } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import { filterToExpr } from './expr.ts';
import { fieldLabel } from './fields.ts';
import { useT } from './messages.tsx';
import { operatorsOf } from './operators.ts';
import type { FilterField } from './types.ts';
import { useFilterChips } from './use-chips.tsx';

const Panel = later(async () => (await import('./quick-panel.tsx')).QuickPanel, <SkeletonBar width={180} />);

export interface QuickFilterProps {
  readonly form: CompiledForm;
  readonly field: FilterField;
  readonly value: QuickValue | undefined;
  readonly onChange: (value: QuickValue | undefined) => void;
}

/** Picks values of one field above a list: what is picked applies at once and stands on the button in words. */
export function QuickFilter(props: QuickFilterProps) {
  const { form, field, value, onChange } = props;
  const t = useT();
  const { locale } = useLocale();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const label = fieldLabel(form, field.key, locale);
  const expr = useMemo(() => {
    if (!value) return undefined;
    const condition = { kind: 'condition' as const, field: field.key, ...value };
    return filterToExpr({ kind: 'group', join: 'and', items: [condition] }, [field]);
  }, [field, value]);
  const words = useFilterChips(expr, form)[0]?.text;
  if (field.asked) {
    const [yes] = operatorsOf(field);
    const on = value !== undefined;
    return (
      <Button
        size="small"
        className="f-quick"
        aria-pressed={on}
        data-active={on || undefined}
        onClick={() => onChange(on || !yes ? undefined : { op: yes.op })}
      >
        {label}
      </Button>
    );
  }
  const button = (
    <Button
      size="small"
      className="f-quick"
      data-active={words !== undefined || undefined}
      aria-expanded={open}
      onClick={phone ? () => setOpen(true) : undefined}
    >
      <span className="t-ellipsis">{words ?? label}</span>
      <Icon name="down" />
    </Button>
  );
  const clear = words ? (
    <Button
      type="text"
      size="small"
      className="f-quick-clear"
      icon={<Icon name="close" />}
      aria-label={`${t('clear')}: ${label}`}
      onClick={() => onChange(undefined)}
    />
  ) : null;
  const panel = <Panel form={form} field={field} value={value} onChange={onChange} />;
  return (
    <span className="f-quick-filter">
      {phone ? (
        <>
          {button}
          <Sheet open={open} onClose={() => setOpen(false)} title={label}>
            {panel}
          </Sheet>
        </>
      ) : (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          placement="bottomLeft"
          content={panel}
          destroyOnHidden
        >
          {button}
        </Popover>
      )}
      {clear}
    </span>
  );
}
