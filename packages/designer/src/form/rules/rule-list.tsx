import type { CompiledField } from '@trellis/forms/model';
import { newId } from '@trellis/metadata';
import { EmptyState, Icon, useLocale, useToast } from '@trellis/ui/react';
import { Button, Tag } from 'antd';
import { useDesign } from '../design.tsx';
import { isComplete } from './draft-effect.ts';
import { changeRule, readRules, ruleId } from './lens.ts';
import { useT } from './messages.ts';
import { RuleWords } from './rule-words.tsx';
import { begun, changeOf, type Unfinished, withoutOne } from './unfinished.ts';
import { useUnfinished } from './use-unfinished.tsx';

/** The rules of a form, or of the rows of a sub-form. */
export function RuleList({ of, onEdit }: { of?: CompiledField; onEdit: (editing: Unfinished) => void }) {
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const { document, run, store } = useDesign();
  const [all, setUnfinished] = useUnfinished();
  const rules = readRules(document);
  const unfinished = all.filter(({ rows }) => rows === of?.key);
  const begin = (one: Pick<Unfinished, 'before' | 'made'>) => onEdit({ id: newId(), rows: of?.key, ...one });
  const name = of && text(of.meta.label);
  const add = (
    <Button
      type={of ? 'dashed' : 'primary'}
      icon={<Icon name="plus" />}
      onClick={() => begin({ made: begun() })}
    >
      {name === undefined ? t('add') : t('addTo', { name })}
    </Button>
  );
  if (rules.length === 0 && unfinished.length === 0 && !of)
    return <EmptyState icon="thunder" title={t('empty')} description={t('emptyHint')} action={add} />;
  return (
    <section className="d-rule-list" aria-label={name === undefined ? t('rules') : t('ofRows', { name })}>
      {name === undefined ? null : <h3>{t('ofRows', { name })}</h3>}
      {rules.map((rule) => (
        <article className="d-rule" key={ruleId(rule)}>
          <div className="d-rule-words">
            <RuleWords rule={rule} />
          </div>
          <div className="d-rule-tools">
            <Button
              size="small"
              icon={<Icon name="edit" />}
              onClick={() => {
                const change = changeOf(unfinished, rule);
                if (change) onEdit(change);
                else begin({ before: rule, made: begun(rule) });
              }}
            >
              {t('edit')}
            </Button>
            <RuleTool icon="copy" label={t('copy')} onClick={() => begin({ made: begun(rule) })} />
            <RuleTool
              icon="delete"
              label={t('remove')}
              onClick={() => {
                run(changeRule(rule, undefined));
                toast.undo(t('removed'), () => store.undo());
              }}
            />
          </div>
        </article>
      ))}
      {unfinished.map((one) => (
        <article className="d-rule" data-unfinished key={one.id}>
          <div className="d-rule-words">
            <Tag color="warning">{t(one.before ? 'unfinishedChange' : 'unfinished')}</Tag>
            <RuleWords rule={{ when: one.made.when, effects: one.made.effects.filter(isComplete) }} />
          </div>
          <div className="d-rule-tools">
            <Button size="small" icon={<Icon name="edit" />} onClick={() => onEdit(one)}>
              {t('goOn')}
            </Button>
            <RuleTool
              icon="delete"
              label={t('dropRule')}
              onClick={() => {
                setUnfinished(withoutOne(all, one.id));
                toast.undo(t('dropped'), () => setUnfinished(all));
              }}
            />
          </div>
        </article>
      ))}
      {add}
    </section>
  );
}

/** A small button beside a rule; what deletes can be taken back. */
function RuleTool(props: { icon: 'copy' | 'delete'; label: string; onClick: () => void }) {
  return (
    <Button
      size="small"
      type="text"
      danger={props.icon === 'delete'}
      icon={<Icon name={props.icon} />}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    />
  );
}
