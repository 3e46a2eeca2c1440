import { readFileSync } from "node:fs";

/** The parts of vitest's JSON report that say how a run ended. */
export interface TestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** False also where a suite could not be loaded, which has no failing test of its own. */
  success: boolean;
}

/** Reads the report of a run that `VITEST_REPORT` named. */
export function readReport(file: string): TestReport {
  return JSON.parse(readFileSync(file, "utf8")) as TestReport;
}
