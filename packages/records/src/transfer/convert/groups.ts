import type { RowProblem } from './problems.ts';

/** Mistakes of one kind in one column of the file. */
export interface ProblemGroup {
  readonly kind: string;
  readonly code: string;
  readonly column?: number;
  readonly field?: string;
  readonly count: number;
  /** Of the first one: what its message is made of. */
  readonly params?: RowProblem['params'];
  /** The commonest texts in the cells, without empty ones. */
  readonly texts: readonly { readonly text: string; readonly count: number }[];
}

const MOST = 100;
const TEXTS = 5;

/** What mistakes of a column are alike: their code, and which check says so; without a column the field that they are of. */
export function kindOf({ code, params, column, field }: Omit<RowProblem, 'row' | 'text'>): string {
  const of = params?.check ?? (column === undefined ? field : undefined);
  return of === undefined ? code : `${code}:${of}`;
}

/** The kinds of mistakes that there are, the most frequent first. */
export function groupProblems(problems: readonly RowProblem[]): ProblemGroup[] {
  const groups = new Map<string, { first: RowProblem; count: number; texts: Map<string, number> }>();
  for (const problem of problems) {
    const key = `${problem.column} ${problem.field} ${kindOf(problem)}`;
    const group = groups.get(key) ?? { first: problem, count: 0, texts: new Map() };
    group.count++;
    const { text = '' } = problem;
    if (text !== '') group.texts.set(text, (group.texts.get(text) ?? 0) + 1);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST)
    .map(({ first: { row: _, text: __, ...first }, count, texts }) => ({
      ...first,
      kind: kindOf(first),
      count,
      texts: [...texts]
        .sort(([, a], [, b]) => b - a)
        .slice(0, TEXTS)
        .map(([text, times]) => ({ text, count: times })),
    }));
}
