import type { CompiledForm, Finding } from '@trellis/forms/model';
import type { FieldSchema, FormDocument, Issue } from '@trellis/metadata';
import { createContext, useContext } from 'react';
import type { DocumentStore } from '../core/history.ts';
import type { ChoiceMode } from './choosing.tsx';
import type { Clip } from './clipboard/clip.ts';
import type { FormCommand } from './commands.ts';
import type { Place } from './layout.ts';
import type { Selection } from './selection.ts';
import type { ViewChanges } from './views.ts';

/** What the parts of the designer share. */
export interface Design {
  readonly app: string;
  readonly formKey: string;
  readonly store: DocumentStore<FormDocument>;
  readonly document: FormDocument;
  readonly form: CompiledForm;
  /** Null until the form is published for the first time. */
  readonly published: FormDocument | null;
  /** Fields of earlier versions that can come back. */
  readonly removed: ReadonlyMap<string, FieldSchema>;
  readonly selection: Selection;
  /** The fields and notes that are chosen, by name. */
  readonly chosen: readonly string[];
  readonly problems: ReadonlyMap<string, number>;
  readonly issues: readonly Issue[];
  /** What the checker says of the rules and the layout. */
  readonly findings: readonly Finding[];
  /** What publishing will do to the form's views. */
  readonly views: ViewChanges;
  run(command: FormCommand): void;
  selectForm(): void;
  selectField(key: string, options?: { readonly fresh?: boolean }): void;
  selectSection(key: string): void;
  selectTabs(key: string): void;
  selectNote(key: string): void;
  selectMany(names: readonly string[]): void;
  /** Chooses a field or note by name: alone, one more or less, or all up to it. */
  pick(name: string, mode: ChoiceMode): void;
  /** Adds a field of a type, or something of the layout, and selects it. */
  add(what: string, place: Place): void;
  restore(key: string, place: Place): void;
  duplicate(names: readonly string[]): void;
  /** Puts in what was copied, and selects it. */
  paste(clip: Clip, place: Place): void;
  remove(names: readonly string[]): void;
  /** On a phone: opens the sheet of properties. */
  openProperties(): void;
}

const Context = createContext<Design | undefined>(undefined);
export const DesignProvider = Context.Provider;

export function useDesign(): Design {
  const design = useContext(Context);
  if (!design) throw new Error('Parts of the designer need a DesignProvider around them');
  return design;
}

/** What the palette adds that is no field; the names can't be keys of field types. */
export const LAYOUT = {
  section: '#section',
  tabs: '#tabs',
  divider: '#divider',
  description: '#description',
} as const;
export type LayoutPart = keyof typeof LAYOUT;
export const layoutPart = (what: string): LayoutPart | undefined =>
  what.startsWith('#') ? (what.slice(1) as LayoutPart) : undefined;
