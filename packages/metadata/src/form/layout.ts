import type { Expr } from '@trellis/logic';
import type { LocalText } from '../kernel/text.ts';

/** Columns that a section may have. */
export type Columns = 1 | 2 | 3 | 4;

export type LayoutNode = SectionNode | TabsNode | NoteNode | FieldNode;
export interface SectionNode {
  readonly kind: 'section';
  readonly key: string;
  readonly label?: LocalText;
  readonly columns: Columns;
  /** It can be folded away, and starts like this. A tab never folds. */
  readonly fold?: 'open' | 'closed';
  /** While it does not hold, the section is hidden with all its fields. Only for sections that stand in no other. */
  readonly visible?: Expr;
  readonly children: readonly LayoutNode[];
}
/** Sections of which one is seen at a time; their labels are the tabs. */
export interface TabsNode {
  readonly kind: 'tabs';
  readonly key: string;
  /** Where the tabs stand; default above. */
  readonly position?: 'left';
  readonly children: readonly SectionNode[];
}
export type NoteNode = DividerNode | DescriptionNode;
/** A line between fields, with a word on it if there is a label. */
export interface DividerNode {
  readonly kind: 'divider';
  readonly key: string;
  readonly label?: LocalText;
}
/** Text for whoever fills in the form: paragraphs, lists, headings, emphasis and links in a subset of Markdown. */
export interface DescriptionNode {
  readonly kind: 'description';
  readonly key: string;
  readonly text: LocalText;
  /** Default "plain"; the others stand on a ground of their own. */
  readonly tone?: 'plain' | 'info' | 'warning';
}
export interface FieldNode {
  readonly kind: 'field';
  readonly field: string;
  /** Columns of the section it takes; default 1, textarea-like types take all. */
  readonly span?: Columns;
  /** Twelfths of the section's width it takes, in place of `span`. */
  readonly width?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;
}
