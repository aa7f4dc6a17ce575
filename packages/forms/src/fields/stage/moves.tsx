import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { Checkbox, Segmented } from 'antd';
import { useChoiceT } from '../../widgets/choice-messages.tsx';
import { withSetting } from '../../widgets/setting.tsx';
import type { StageConfig } from './model.ts';

/** Which stages may follow which: any, or the ticked ones of a table from rows to columns. */
export function MovesSetting({
  config,
  onChange,
}: {
  config: StageConfig;
  onChange: (config: StageConfig) => void;
}) {
  const t = useChoiceT();
  const { locale } = useLocale();
  const { moves } = config;
  const options = config.options.filter(({ retired }) => !retired);
  const name = (label: (typeof options)[number]['label']) => localText(label, locale);
  const keys = options.map(({ key }) => key);
  const free = () => Object.fromEntries(keys.map((from) => [from, keys.filter((to) => to !== from)]));
  const toggle = (from: string, to: string, on: boolean) => {
    const next = moves?.[from] ?? keys.filter((key) => key !== from);
    const list = on
      ? keys.filter((key) => key === to || next.includes(key))
      : next.filter((key) => key !== to);
    onChange({ ...config, moves: { ...moves, [from]: list } });
  };
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('moves')}</div>
      <Segmented<'free' | 'some'>
        block
        aria-label={t('moves')}
        value={moves ? 'some' : 'free'}
        options={[
          { value: 'free' as const, label: t('movesFree') },
          { value: 'some' as const, label: t('movesSome') },
        ]}
        onChange={(which) => onChange(withSetting(config, 'moves', which === 'some' ? free() : undefined))}
      />
      {moves ? (
        <>
          <div className="f-help">{t('movesHint')}</div>
          <div className="f-moves-scroll">
            <table className="f-moves">
              <thead>
                <tr>
                  <th />
                  {options.map(({ key, label }) => (
                    <th key={key} scope="col" title={name(label)}>
                      {name(label)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {options.map((from) => (
                  <tr key={from.key}>
                    <th scope="row" title={name(from.label)}>
                      {name(from.label)}
                    </th>
                    {options.map((to) => (
                      <td key={to.key}>
                        {from.key === to.key ? null : (
                          <Checkbox
                            aria-label={t('moveFromTo', { from: name(from.label), to: name(to.label) })}
                            checked={moves[from.key]?.includes(to.key) ?? true}
                            onChange={({ target }) => toggle(from.key, to.key, target.checked)}
                          />
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </div>
  );
}
