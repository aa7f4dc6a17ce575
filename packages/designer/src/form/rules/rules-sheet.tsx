import { type CompiledField, ownedFields } from '@trellis/forms/model';
import { newId } from '@trellis/metadata';
import { EmptyState, Icon, Sheet, useLocale, useToast } from '@trellis/ui/react';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useDesign } from '../design.tsx';
import { RowsDesign } from '../rows/rows-design.tsx';
import { isComplete } from './draft-effect.ts';
import { changeRule, readRules, ruleId } from './lens.ts';
import { useT } from './messages.ts';
import { useNames } from './names.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleWords } from './rule-words.tsx';
import './rules.css';
import { begun, changeOf, type Unfinished, withOne, withoutOne } from './unfinished.ts';
import { useUnfinished } from './use-unfinished.tsx';

/** All rules of a form, each once, with all that it brings about. */
export function RulesSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { form, selectField, openProperties } = useDesign();
  const toast = useToast();
  const [unfinished, setUnfinished] = useUnfinished();
  const [editing, setEditing] = useState<Unfinished>();
  const owned = ownedFields(form).flatMap(({ key }) => form.fields.get(key) ?? []);
  const field = owned.find(({ key }) => key === editing?.rows);
  const leave = () => {
    if (unfinished.some(({ id }) => id === editing?.id)) toast.success(t('keptRule'));
    onClose();
  };
  const toDefault = (key: string) => {
    selectField(key);
    openProperties();
    leave();
  };
  const scope = (content: ReactNode, of: CompiledField | undefined) =>
    of ? (
      <RowsDesign key={of.key} field={of} onSelect={() => toDefault(of.key)}>
        {content}
      </RowsDesign>
    ) : (
      content
    );
  return (
    <Sheet
      open
      desk="drawer"
      phone="full"
      width={760}
      maskClosable={editing === undefined}
      title={editing ? t(editing.before ? 'editRule' : 'newRule') : t('rules')}
      onClose={leave}
    >
      {editing ? (
        scope(
          <Edited
            editing={editing}
            onMade={(made) => setUnfinished(withOne(unfinished, { ...editing, made }))}
            onDone={() => {
              setUnfinished(withoutOne(unfinished, editing.id));
              setEditing(undefined);
            }}
            onDefault={toDefault}
          />,
          field,
        )
      ) : (
        <div className="d-rules">
          <p className="f-help">{t('help')}</p>
          <RuleList onEdit={setEditing} />
          {owned.map((one) => scope(<RuleList of={one} onEdit={setEditing} />, one))}
          <Follows onOpen={toDefault} />
        </div>
      )}
    </Sheet>
  );
}

function Edited(props: {
  editing: Unfinished;
  onMade: (made: Unfinished['made']) => void;
  onDone: () => void;
  onDefault: (field: string) => void;
}) {
  const { before, made } = props.editing;
  const { document, run } = useDesign();
  const others = readRules(document).filter((rule) => !before || ruleId(rule) !== ruleId(before));
  return (
    <RuleEditor
      start={made}
      onMade={props.onMade}
      others={others}
      onSave={(rule) => {
        run(changeRule(before, rule));
        props.onDone();
      }}
      onCancel={props.onDone}
      onDefault={props.onDefault}
    />
  );
}

/** The rules of a form, or of the rows of a sub-form. */
function RuleList({ of, onEdit }: { of?: CompiledField; onEdit: (editing: Unfinished) => void }) {
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
            <Button
              size="small"
              type="text"
              icon={<Icon name="copy" />}
              aria-label={t('copy')}
              title={t('copy')}
              onClick={() => begin({ made: begun(rule) })}
            />
            <Button
              size="small"
              type="text"
              danger
              icon={<Icon name="delete" />}
              aria-label={t('remove')}
              title={t('remove')}
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
            <Button
              size="small"
              type="text"
              danger
              icon={<Icon name="delete" />}
              aria-label={t('dropRule')}
              title={t('dropRule')}
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

/** Fields whose value follows others whenever those change: their rule stands in their default. */
function Follows({ onOpen }: { onOpen: (field: string) => void }) {
  const t = useT();
  const { form } = useDesign();
  const names = useNames();
  const fields = [...form.fields.values()].filter(
    ({ meta }) => meta.default && 'recompute' in meta.default && meta.default.recompute === 'change',
  );
  if (fields.length === 0) return null;
  return (
    <section className="d-rule-list" aria-label={t('follows')}>
      <h3>{t('follows')}</h3>
      <p className="f-help">{t('followsHint')}</p>
      <div className="d-rule-follows">
        {fields.map(({ key }) => (
          <Button
            key={key}
            size="small"
            aria-label={t('open', { name: names.field(key) })}
            onClick={() => onOpen(key)}
          >
            {names.field(key)}
          </Button>
        ))}
      </div>
    </section>
  );
}
