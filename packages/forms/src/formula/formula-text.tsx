import { type FormulaTree, formulaTree } from '@trellis/logic';
import type { ReactNode } from 'react';
import './formula.css';
import type { FormulaWorld } from './world.ts';

/** A formula to be read: fields as chips. */
export function FormulaText({ text, world }: { readonly text: string; readonly world: FormulaWorld }) {
  return <code className="f-formula-text">{[...pieces(formulaTree(text), text, world)]}</code>;
}

function* pieces(tree: FormulaTree, text: string, { names }: FormulaWorld): Generator<ReactNode> {
  let done = 0;
  const fields: { from: number; to: number }[] = [];
  tree.iterate({
    enter({ name, from, to }) {
      if (name === 'Field') fields.push({ from, to });
    },
  });
  for (const { from, to } of fields) {
    const found = names.find(text.slice(from + 1, to - 1));
    if (found.is !== 'path') continue;
    yield text.slice(done, from);
    yield (
      <span key={from} className="f-chip">
        {names.show(found.path)}
      </span>
    );
    done = to;
  }
  yield text.slice(done);
}
