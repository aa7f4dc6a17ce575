import { type CompiledField, ownedFields } from '@trellis/forms/model';
import { Sheet, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useDesign } from '../design.tsx';
import { RowsDesign } from '../rows/rows-design.tsx';
import { changeRule, readRules, ruleId } from './lens.ts';
import { useT } from './messages.ts';
import { useNames } from './names.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleList } from './rule-list.tsx';
import './rules.css';
import { type Unfinished, withOne, withoutOne } from './unfinished.ts';
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
