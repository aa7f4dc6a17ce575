import type { RE2JS as Engine } from 're2js';

let engine: typeof Engine | undefined;

/** Loads the engine of patterns, which is as large as everything else, for forms that have one. */
export async function loadPatterns(): Promise<void> {
  engine ??= (await import('re2js')).RE2JS;
}

/**
 * Stands for the engine in the bundles of browsers, which have this file for `re2js`. A pattern that is asked for too early
 * is no pattern; the server knows better.
 * @public
 */
export const RE2JS = {
  compile(pattern: string): Engine {
    if (!engine) throw new Error('patterns are not loaded');
    return engine.compile(pattern);
  },
};
