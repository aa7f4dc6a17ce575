import { Icon, type IconName, useIsPhone } from '@trellis/ui/react';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from './tools-messages.ts';

const RulesSheet = lazy(async () => ({ default: (await import('./rules/rules-sheet.tsx')).RulesSheet }));

type Tool = 'rules';

/** What looks at the form as a whole: its rules. */
export function TopTools() {
  const t = useT();
  const [open, setOpen] = useState<Tool>();
  const close = () => setOpen(undefined);
  return (
    <>
      <ToolButton icon="thunder" label={t('rules')} onClick={() => setOpen('rules')} />
      <Suspense fallback={null}>{open === 'rules' ? <RulesSheet onClose={close} /> : null}</Suspense>
    </>
  );
}

/** With its name where there is room for it. */
function ToolButton({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  const phone = useIsPhone();
  if (!phone)
    return (
      <Button type="text" icon={<Icon name={icon} />} onClick={onClick}>
        {label}
      </Button>
    );
  return (
    <Tooltip title={label}>
      <Button type="text" icon={<Icon name={icon} />} aria-label={label} onClick={onClick} />
    </Tooltip>
  );
}
