import { createContext, useContext } from 'react';

/** A record of any form. */
export interface OtherRecord {
  /** "app:form" */
  readonly form: string;
  readonly id: string;
}

const Context = createContext<(record: OtherRecord) => void>(() => undefined);

/** Gives what is below it the way to look at another record without leaving what one is at. */
export const AsideProvider = Context.Provider;

/** Opens another record over what one is at. */
export const useAside = (): ((record: OtherRecord) => void) => useContext(Context);
