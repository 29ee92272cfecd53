import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

/** Prints `N passed, N failed` as the run's last line, whatever else has been printed. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const results = modules.flatMap(testsAskedFor).map((test) => test.result().state);
    const passed = results.filter((state) => state === 'passed').length;
    // A test that was asked for and did not run, a file that did not load and an error nobody caught are failures too.
    const brokenFiles = modules.filter((module) => module.errors().length > 0).length;
    const failed = results.length - passed + brokenFiles + unhandledErrors.length;
    process.on('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`));
    if (failed > 0 || passed === 0) process.exitCode = 1;
  }
}

/** A file's tests; with `-t` those whose full name matches, since vitest tells the others as skipped like one that its code skips. */
function testsAskedFor({ children, project }: TestModule): readonly TestCase[] {
  const pattern = project.config.testNamePattern;
  return [...children.allTests()].filter(({ fullName }) => !pattern || pattern.test(fullName));
}
