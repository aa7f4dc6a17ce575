import { createContext, useContext } from 'react';
import type { CompiledForm } from '../form/compile.ts';

/** The form whose fields are being designed and all that its settings may name. */
export interface DesignedForm {
  /** The draft as far as it can be compiled. */
  readonly form: CompiledForm;
  /** All forms by "app:form", the draft in place of its published version. */
  readonly forms: ReadonlyMap<string, CompiledForm>;
}

const DesignedFormContext = createContext<DesignedForm | undefined>(undefined);

/** Put by the designer around settings panels. */
export const DesignedFormProvider = DesignedFormContext.Provider;

/** The form around a settings panel; undefined where a field is shown by itself (the gallery). */
export const useDesignedForm = (): DesignedForm | undefined => useContext(DesignedFormContext);
