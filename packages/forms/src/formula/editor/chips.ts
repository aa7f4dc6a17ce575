import { type EditorState, type Extension, RangeSetBuilder, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { treeOf, worldIn } from './tree.ts';

/** A field: one piece to the caret, its label to the eye, its key in the text. */
class Chip extends WidgetType {
  readonly label: string;
  readonly path: string;
  constructor(label: string, path: string) {
    super();
    this.label = label;
    this.path = path;
  }
  override eq(other: Chip): boolean {
    return other.label === this.label && other.path === this.path;
  }
  toDOM(): HTMLElement {
    const chip = document.createElement('span');
    chip.className = 'f-chip';
    chip.textContent = this.label;
    chip.title = this.path;
    return chip;
  }
}

const STYLES: Readonly<Record<string, Decoration>> = {
  Number: Decoration.mark({ class: 'f-code-number' }),
  Text: Decoration.mark({ class: 'f-code-text' }),
  OpenText: Decoration.mark({ class: 'f-code-text' }),
  Name: Decoration.mark({ class: 'f-code-name' }),
};

function decorate(state: EditorState): { chips: DecorationSet; styles: DecorationSet } {
  const { names } = worldIn(state);
  const chips = new RangeSetBuilder<Decoration>();
  const styles = new RangeSetBuilder<Decoration>();
  state.field(treeOf).iterate({
    enter({ name, from, to }) {
      if (name === 'Field') {
        const found = names.find(state.sliceDoc(from + 1, to - 1));
        if (found.is !== 'path') return;
        chips.add(from, to, Decoration.replace({ widget: new Chip(names.show(found.path), found.path) }));
      } else if (STYLES[name]) styles.add(from, to, STYLES[name]);
    },
  });
  return { chips: chips.finish(), styles: styles.finish() };
}

const decorations = StateField.define({
  create: decorate,
  update: (value, { docChanged, state }) => (docChanged ? decorate(state) : value),
});

/** Known fields as chips, which the caret steps over and Backspace takes away whole; literals and names in colour. */
export const chips: Extension = [
  decorations,
  EditorView.decorations.from(decorations, ({ chips: set }) => set),
  EditorView.decorations.from(decorations, ({ styles: set }) => set),
  EditorView.atomicRanges.of((view) => view.state.field(decorations).chips),
];
