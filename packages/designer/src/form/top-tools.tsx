import { Icon, type IconName, useIsPhone } from '@trellis/ui/react';
import { Badge, Button, Dropdown } from 'antd';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { useDesign } from './design.tsx';
import { useT } from './tools-messages.ts';

const TOOLS = ['rules', 'check', 'tryIt', 'versions', 'bin'] as const;
type Tool = (typeof TOOLS)[number];

const lazily = (load: () => Promise<ComponentType<{ onClose: () => void }>>) =>
  lazy(async () => ({ default: await load() }));
const LOOKS: Readonly<Record<Tool, { icon: IconName; Panel: ReturnType<typeof lazily> }>> = {
  rules: {
    icon: 'thunder',
    Panel: lazily(async () => (await import('./rules/rules-sheet.tsx')).RulesSheet),
  },
  check: {
    icon: 'check-square',
    Panel: lazily(async () => (await import('./check/check-sheet.tsx')).CheckSheet),
  },
  tryIt: { icon: 'eye', Panel: lazily(async () => (await import('./preview/try-it.tsx')).TryIt) },
  versions: {
    icon: 'history',
    Panel: lazily(async () => (await import('./past/versions-sheet.tsx')).VersionsSheet),
  },
  bin: { icon: 'delete', Panel: lazily(async () => (await import('./past/bin-sheet.tsx')).BinSheet) },
};
/** Tools that stand in the bar where it has room; the others are in the menu beside them. */
const SHOWN: readonly Tool[] = ['rules', 'check', 'tryIt'];

/** What looks at the form as a whole: its rules, what is wrong with it, how it works, what it was before. */
export function TopTools() {
  const t = useT();
  const phone = useIsPhone();
  const { issues, findings } = useDesign();
  const [open, setOpen] = useState<Tool>();
  const problems = issues.length + findings.filter(({ level }) => level === 'problem').length;
  const labelOf = (tool: Tool) =>
    tool === 'check' && problems > 0 ? t('checkCount', { count: problems }) : t(tool);
  const shown = phone ? [] : SHOWN;
  const Panel = open && LOOKS[open].Panel;
  return (
    <>
      {shown.map((tool) => (
        <Badge key={tool} count={tool === 'check' ? problems : 0} size="small" offset={[-4, 6]}>
          <Button
            type="text"
            icon={<Icon name={LOOKS[tool].icon} />}
            aria-label={labelOf(tool)}
            title={labelOf(tool)}
            onClick={() => setOpen(tool)}
          >
            {t(tool)}
          </Button>
        </Badge>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: TOOLS.filter((tool) => !shown.includes(tool)).map((tool) => ({
            key: tool,
            icon: <Icon name={LOOKS[tool].icon} />,
            label: labelOf(tool),
          })),
          onClick: ({ key }) => setOpen(TOOLS.find((tool) => tool === key)),
        }}
      >
        <Button type="text" icon={<Icon name="more" />} aria-label={t('more')} title={t('more')} />
      </Dropdown>
      <Suspense fallback={null}>{Panel ? <Panel onClose={() => setOpen(undefined)} /> : null}</Suspense>
    </>
  );
}
