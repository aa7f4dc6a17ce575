import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest. Told at the end, one of them would keep one place busy while the other has nothing to do. */
const LONG = [
  ...['gallery', 'build', 'lifecycle', 'accessibility', 'together', 'designing'].map(
    (name) => `/e2e/${name}.e2e.ts`,
  ),
  ...['logic/src/pairs', 'db/src/embedded/start', 'db/src/jobs', 'records/src/definitions/killed'].map(
    (name) => `/packages/${name}.db.test.ts`,
  ),
];
const rank = ({ moduleId }: TestSpecification): number =>
  LONG.some((file) => moduleId.endsWith(file)) ? 0 : 1;

/** The usual order, but for those that take longest: they come first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
