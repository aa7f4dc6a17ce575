import type { AppBundle, DefinitionDocuments, DefinitionKind, Issue } from '@trellis/metadata';
import { BUNDLE_MEMBER } from './bundle.ts';

export interface DefinitionRef {
  readonly kind: DefinitionKind;
  readonly app: string;
  readonly key: string;
}

/** An app's bundle with one document put in. */
export function withDocument(
  bundle: AppBundle,
  { kind, key }: DefinitionRef,
  document: DefinitionDocuments[DefinitionKind],
): AppBundle {
  const member = BUNDLE_MEMBER[kind];
  return { ...bundle, [member]: { ...bundle[member], [key]: document } };
}

/** An issue of the bundle as the document's editor wants it: at the document's own path; elsewhere it keeps its path. */
export function pathInDocument(issue: Issue, { kind, key }: DefinitionRef): Issue {
  const inside = issue.path[0] === BUNDLE_MEMBER[kind] && issue.path[1] === key;
  return inside ? { ...issue, path: issue.path.slice(2) } : issue;
}
