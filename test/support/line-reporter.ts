import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** Prints, as the last line of a run, `N passed, N failed` (with `, N skipped` when there are any). */
export default class LineReporter implements Reporter {
  private context: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.context = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    const line = `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    // The default reporter prints its own summary in the same hook; ours comes after it.
    setImmediate(() => process.stdout.write(`\n${line}\n`));
    this.context = undefined;
  }
}
