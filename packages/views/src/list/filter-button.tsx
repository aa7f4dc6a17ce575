import type { CompiledForm } from '@trellis/forms/model';
import { FilterEditor } from '@trellis/forms/react';
import { Icon, Sheet, useIsPhone } from '@trellis/ui/react';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useT } from '../messages.ts';
import type { ListState } from '../state/list-state.ts';

/** Opens the filter editor; what is chosen applies at once. */
export function FilterButton(props: {
  readonly form: CompiledForm;
  readonly state: ListState;
  readonly setState: (state: ListState, options?: { replace?: boolean }) => void;
}) {
  const { form, state, setState } = props;
  const t = useT();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const active = state.filter !== undefined;
  const editor = (
    <div className="v-filter-panel">
      <FilterEditor
        form={form}
        value={state.filter}
        onChange={(filter) => {
          const { filter: _, ...rest } = state;
          setState(filter === undefined ? rest : { ...rest, filter }, { replace: true });
        }}
      />
    </div>
  );
  const button = (
    <Button
      type="text"
      className="v-tool"
      data-active={active || undefined}
      icon={<Icon name="filter" />}
      aria-label={t('filter')}
      aria-expanded={open}
      onClick={phone ? () => setOpen(true) : undefined}
    >
      {phone ? null : t('filter')}
    </Button>
  );
  if (phone)
    return (
      <>
        {button}
        <Sheet open={open} onClose={() => setOpen(false)} title={t('filterTitle')}>
          {editor}
        </Sheet>
      </>
    );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t('filterTitle')}
      content={editor}
      destroyOnHidden
    >
      {button}
    </Popover>
  );
}
