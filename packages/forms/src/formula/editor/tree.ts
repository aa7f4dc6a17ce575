import { type EditorState, Facet, StateField } from '@codemirror/state';
import { type FormulaTree, formulaTree } from '@trellis/logic';
import type { FormulaWorld } from '../world.ts';

/** What the formula in an editor is about. */
export const worldOf = Facet.define<FormulaWorld, FormulaWorld | undefined>({ combine: ([world]) => world });

export function worldIn(state: EditorState): FormulaWorld {
  const world = state.facet(worldOf);
  if (!world) throw new Error('An editor of formulas needs a world');
  return world;
}

/** The syntax tree of the text as it stands; formulas are short enough to be parsed whole. */
export const treeOf = StateField.define<FormulaTree>({
  create: (state) => formulaTree(state.doc.toString()),
  update: (tree, { docChanged, newDoc }) => (docChanged ? formulaTree(newDoc.toString()) : tree),
});
