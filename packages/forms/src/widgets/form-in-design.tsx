import { createContext, useContext } from 'react';
import type { CompiledForm } from '../form/compile.ts';

/** The form whose field is being set up, as it stands in the designer. */
const Context = createContext<CompiledForm | undefined>(undefined);

/** Around settings panels, for settings that name other fields of the form. */
export const FormInDesignProvider = Context.Provider;

/** The form around a settings panel; undefined where there is none. */
export const useFormInDesign = (): CompiledForm | undefined => useContext(Context);
