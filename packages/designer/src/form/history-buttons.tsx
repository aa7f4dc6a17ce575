import type { LocalText } from '@trellis/metadata';
import { Icon, useIsPhone, useLocale } from '@trellis/ui/react';
import { Button, Dropdown, Tooltip } from 'antd';
import { useHistory } from '../core/use-history.tsx';
import { useDesign } from './design.tsx';
import { useT } from './messages.ts';

/** Steps that the list shows; who wants more goes back twice. */
const LISTED = 30;

/** Undo, the steps that can be taken back by name, and redo. */
export function HistoryButtons() {
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const { store } = useDesign();
  const { undo, redo, steps } = useHistory(store);
  return (
    <>
      <HistoryButton what="undo" step={undo} onClick={() => store.undo()} />
      {phone ? null : (
        <Dropdown
          trigger={['click']}
          disabled={steps.length === 0}
          menu={{
            className: 'd-history',
            items: steps.slice(0, LISTED).map((step, index) => ({
              // Steps have no identity but their place; the newest comes first.
              key: String(index + 1),
              label: text(step),
            })),
            onClick: ({ key }) => store.undo(Number(key)),
          }}
        >
          <Button
            type="text"
            className="d-history-more"
            icon={<Icon name="down" />}
            aria-label={t('history')}
            title={t('history')}
            disabled={steps.length === 0}
          />
        </Dropdown>
      )}
      <HistoryButton what="redo" step={redo} onClick={() => store.redo()} />
    </>
  );
}

function HistoryButton({
  what,
  step,
  onClick,
}: {
  what: 'undo' | 'redo';
  step: LocalText | undefined;
  onClick: () => void;
}) {
  const t = useT();
  const { text } = useLocale();
  const label = step ? t(what, { step: text(step) }) : t(what === 'undo' ? 'nothingToUndo' : 'nothingToRedo');
  return (
    <Tooltip title={label}>
      <Button type="text" icon={<Icon name={what} />} aria-label={label} disabled={!step} onClick={onClick} />
    </Tooltip>
  );
}
