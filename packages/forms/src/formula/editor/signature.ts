import { type EditorState, type Extension, StateField } from '@codemirror/state';
import { showTooltip, type Tooltip } from '@codemirror/view';
import { callAt } from '../place.ts';
import { signatureOf } from './docs.ts';
import { treeOf, worldIn } from './tree.ts';

function help(state: EditorState): Tooltip | null {
  const { head, empty } = state.selection.main;
  const call = empty ? callAt(state.field(treeOf), state.doc.toString(), head) : undefined;
  if (!call) return null;
  const { locale } = worldIn(state);
  return {
    pos: call.from,
    above: true,
    strictSide: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'f-signature-help';
      const summary = document.createElement('div');
      summary.textContent = call.fn.docs[locale].summary;
      dom.append(signatureOf(call.fn, locale, call.argument), summary);
      return { dom };
    },
  };
}

const same = (a: Tooltip | null, state: EditorState): boolean => a === null && help(state) === null;

/** What the function around the caret takes, above it. */
export const signatureHelp: Extension = StateField.define<Tooltip | null>({
  create: () => null,
  update: (tooltip, { docChanged, selection, state }) =>
    (docChanged || selection) && !same(tooltip, state) ? help(state) : tooltip,
  provide: (field) => showTooltip.from(field),
});
