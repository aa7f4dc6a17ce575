import { Input } from 'antd';
import { useState } from 'react';
import { linesOfNodes, nodesOfLines, type OutlineProblem } from '../../values/outline.ts';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import type { SettingsProps } from '../../widgets/facet.tsx';
import { Setting, withSetting } from '../../widgets/setting.tsx';
import { SwitchSetting } from '../../widgets/setting-inputs.tsx';
import type { CascadeConfig } from './model.ts';

/** The hierarchy as an indented list: typed, or pasted from a spreadsheet. */
export function CascadeSettings({ config, onChange, published = false }: SettingsProps<CascadeConfig>) {
  const t = useChoiceT();
  const stored = linesOfNodes(config.nodes);
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<OutlineProblem>();
  const type = (text: string) => {
    setDraft(text);
    const read = nodesOfLines(text, config.nodes, published);
    setProblem(read.ok ? undefined : read.problem);
    if (read.ok && read.nodes.length > 0) onChange({ ...config, nodes: read.nodes });
  };
  return (
    <>
      <Setting label={t('nodes')} hint={t('nodesHint')}>
        {(id) => (
          <>
            <Input.TextArea
              id={id}
              className="f-outline"
              autoSize={{ minRows: 6, maxRows: 24 }}
              spellCheck={false}
              {...(problem ? { status: 'error' as const, 'aria-invalid': true } : {})}
              value={draft ?? stored}
              onChange={({ target }) => type(target.value)}
              onBlur={() => {
                if (!problem) setDraft(undefined);
              }}
              onKeyDown={(event) => {
                // A tab indents; Shift-Tab still leaves.
                if (event.key !== 'Tab' || event.shiftKey) return;
                event.preventDefault();
                const { selectionStart: start, selectionEnd: end, value } = event.currentTarget;
                const area = event.currentTarget;
                type(`${value.slice(0, start)}\t${value.slice(end)}`);
                requestAnimationFrame(() => area.setSelectionRange(start + 1, start + 1));
              }}
            />
            {problem ? (
              <div className="f-error" role="alert">
                {problem.kind === 'too_deep' ? t('tooDeep') : t('badIndent', { line: problem.line })}
              </div>
            ) : null}
          </>
        )}
      </Setting>
      <SwitchSetting
        label={t('anyLevel')}
        value={config.anyLevel}
        onChange={(anyLevel) => onChange(withSetting(config, 'anyLevel', anyLevel))}
      />
      <SwitchSetting
        label={t('lastOnly')}
        value={config.lastOnly}
        onChange={(lastOnly) => onChange(withSetting(config, 'lastOnly', lastOnly))}
      />
    </>
  );
}
