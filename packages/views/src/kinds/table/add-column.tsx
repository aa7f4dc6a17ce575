import { createContext, type ReactNode, useContext } from 'react';

/** What ends the head of a table: the app puts a button there that adds a field, for those who design. */
export type AddColumn = (place: { readonly form: string; readonly view: string }) => ReactNode;

const Context = createContext<AddColumn | null>(null);

/** Lets tables offer a new column. */
export const AddColumnProvider = Context.Provider;

/** The offer of the surrounding app, if any. */
export const useAddColumn = (): AddColumn | null => useContext(Context);
