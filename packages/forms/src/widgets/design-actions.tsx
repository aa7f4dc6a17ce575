import type { FieldMeta, JsonObject, LocalText, OptionDef, OptionSet } from '@trellis/metadata';
import { createContext, useContext } from 'react';

/** What a settings panel may do beyond the settings of its field. */
export interface DesignActions {
  /** Adds a field after the one being set up, whose settings then name it, as one step of undo. */
  addField(
    field: {
      readonly type: string;
      readonly label: LocalText;
      readonly meta?: (key: string) => Partial<FieldMeta>;
    },
    settings: (key: string) => JsonObject,
  ): void;
  /** Key of the field being set up. */
  readonly field: string;
  /** Name of the field being set up. */
  readonly label: LocalText;
  /** Shared option sets of the app. */
  readonly optionSets: readonly OptionSet[];
  /** Changes or adds a set; fields that use it follow with their forms. Rejects with an error that has words. */
  saveOptionSet(set: OptionSet): Promise<void>;
  /** Takes an option of the field away, or out of use: first says where it is named, and leaves the choice. */
  letOptionGo(option: OptionDef, how: 'remove' | 'retire', go: () => void): void;
  /** Sets the next number of a published automatic number; answers how it will look. */
  setNextNumber?(next: number): Promise<string>;
}

const Context = createContext<DesignActions | undefined>(undefined);

export const DesignActionsProvider = Context.Provider;

/** Undefined where settings are shown outside a designer. */
export const useDesignActions = (): DesignActions | undefined => useContext(Context);
