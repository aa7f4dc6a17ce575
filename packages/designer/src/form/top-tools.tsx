import { Icon, type IconName, useIsPhone } from '@trellis/ui/react';
import { Badge, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useDesign } from './design.tsx';
import { useT } from './tools-messages.ts';

const RulesSheet = lazy(async () => ({ default: (await import('./rules/rules-sheet.tsx')).RulesSheet }));
const TryIt = lazy(async () => ({ default: (await import('./preview/try-it.tsx')).TryIt }));
const CheckSheet = lazy(async () => ({ default: (await import('./check/check-sheet.tsx')).CheckSheet }));

/** What looks at the form as a whole: its rules, what is wrong with it, how it works. */
export function TopTools() {
  const t = useT();
  const { issues, findings } = useDesign();
  const [open, setOpen] = useState<'rules' | 'check' | 'try'>();
  const close = () => setOpen(undefined);
  const problems = issues.length + findings.filter(({ level }) => level === 'problem').length;
  const label = problems > 0 ? t('checkCount', { problems }) : t('check');
  return (
    <>
      <ToolButton icon="thunder" label={t('rules')} onClick={() => setOpen('rules')} />
      <Badge count={problems} size="small" offset={[-4, 6]}>
        <ToolButton icon="check-square" label={label} shown={t('check')} onClick={() => setOpen('check')} />
      </Badge>
      <ToolButton icon="eye" label={t('tryIt')} onClick={() => setOpen('try')} />
      <Suspense fallback={null}>
        {open === 'rules' ? <RulesSheet onClose={close} /> : null}
        {open === 'try' ? <TryIt onClose={close} /> : null}
        {open === 'check' ? <CheckSheet onClose={close} /> : null}
      </Suspense>
    </>
  );
}

/** With its name where there is room for it. */
function ToolButton(props: { icon: IconName; label: string; shown?: string; onClick: () => void }) {
  const phone = useIsPhone();
  return (
    <Button
      type="text"
      icon={<Icon name={props.icon} />}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {phone ? null : (props.shown ?? props.label)}
    </Button>
  );
}
