import { createContext, type ReactNode, useContext } from 'react';

const Context = createContext(false);

/** Put around the settings of a type that says how a computed value is shown: nobody types one. */
export const ResultSettings = ({ children }: { readonly children: ReactNode }) => (
  <Context.Provider value={true}>{children}</Context.Provider>
);

/** Settings about what people type: bounds, lengths, rounding of too many decimals. */
export const OfInput = ({ children }: { readonly children: ReactNode }) =>
  useContext(Context) ? null : children;
