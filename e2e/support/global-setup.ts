import type { TestProject } from 'vitest/node';
import { startProduct } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the products with the sample company, which most stories share: one for each file told at a time. */
    demoUrls: readonly string[];
  }
}

/** Demos for all stories: starting and filling one takes longer than most of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const many = project.config.maxWorkers;
  const demos = await Promise.all(Array.from({ length: many }, () => startProduct({ demo: true })));
  project.provide(
    'demoUrls',
    demos.map(({ url }) => url),
  );
  return async () => {
    await Promise.all(demos.map(({ stop }) => stop()));
  };
}
