import { basename } from "node:path";
import { failuresOf, readReport, slowestOf } from "./test-report.ts";

/**
 * Prints the failures, the slowest files and the closing line of `.ci/run` from the JSON reports that vitest wrote, and exits
 * with 1 unless all is well.
 * Arguments: report files, then `--`, then the names of the steps that failed. A step that failed without a failing
 * test in a report (a type error, say) counts as one failure, and so does a report that is missing.
 */
const separator = process.argv.indexOf("--");
const files = process.argv.slice(2, separator);
const failedSteps = process.argv.slice(separator + 1);

const failures: string[] = [];
let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of files) {
  try {
    const report = readReport(file);
    passed += report.numPassedTests;
    failed += report.success ? 0 : Math.max(1, report.numFailedTests);
    skipped += report.numPendingTests + report.numTodoTests;
    failures.push(...failuresOf(report));
    console.error(`\nThe slowest files of ${basename(file)}:\n${slowestOf(report, 12).join("\n")}`);
  } catch (error) {
    console.error(`No report at ${file}: ${String(error)}`);
    failed += 1;
  }
}
console.error("");
for (const failure of failures) {
  console.error(`failed: ${failure}`);
}
if (failed === 0) {
  failed = failedSteps.length;
}
for (const name of failedSteps) {
  console.error(`failed step: ${name}`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
