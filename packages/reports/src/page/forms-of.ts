import { fieldTypes, resolveRef, splitRef } from '@trellis/forms/model';
import { references } from '@trellis/logic';
import type { FormDocument, ReportDocument } from '@trellis/metadata';

type Documents = Readonly<Record<string, { readonly document: FormDocument }>>;

/** The forms ("app:form") on whose records a report depends: its fact form and all on its paths. */
export function formsOf(app: string, report: ReportDocument, documents: Documents): readonly string[] {
  const fact = `${app}:${report.form}`;
  const conditions = [report.filter, ...report.measures.map(({ filter }) => filter)];
  const paths = [
    ...[...report.dimensions, ...report.measures].flatMap(({ path }) => path ?? []),
    ...conditions.flatMap((condition) => (condition === undefined ? [] : references(condition))),
  ];
  const found = new Set([fact]);
  for (const path of paths) {
    let here: string | undefined = fact;
    for (const step of path.split('.')) {
      here = here === undefined ? undefined : targetOf(here, step, documents);
      if (here !== undefined) found.add(here);
    }
  }
  return [...found];
}

/** The form behind a reference, or whose records point back ("contact@account"). */
function targetOf(ref: string, step: string, documents: Documents): string | undefined {
  const { app } = splitRef(ref);
  const [source, via] = step.split('@');
  if (via !== undefined) return resolveRef(app, source ?? '');
  const meta = documents[ref]?.document.properties[step]?.trellis;
  const type = meta && fieldTypes.find(meta.type);
  const target = type?.target?.({ ...type.config.defaults(), ...meta?.config });
  const form = target === undefined ? undefined : resolveRef(app, target);
  return form !== undefined && Object.hasOwn(documents, form) ? form : undefined;
}
