import type { TestProject } from 'vitest/node';
import { startProduct } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the product with the sample company, which all stories but the first share. */
    demoUrl: string;
  }
}

/** One demo for all stories: starting and filling it takes longer than most of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startProduct({ demo: true });
  project.provide('demoUrl', demo.url);
  return demo.stop;
}
