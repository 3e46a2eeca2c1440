import { readFileSync } from "node:fs";

/** The parts of vitest's JSON report that say how a run ended. */
export interface TestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: readonly FileReport[];
  /** False also where a suite could not be loaded, which has no failing test of its own. */
  success: boolean;
}

/** The tests of one file, as the JSON report lists them. */
export interface FileReport {
  /** Path of the file. */
  name: string;
  /** The error of a file that could not be loaded. */
  message: string;
  status: "passed" | "failed";
  /** Milliseconds since 1970. */
  startTime: number;
  endTime: number;
  assertionResults: readonly { fullName: string; status: string; failureMessages: readonly string[] }[];
}

/** Reads the report of a run that `VITEST_REPORT` named. */
export function readReport(file: string): TestReport {
  return JSON.parse(readFileSync(file, "utf8")) as TestReport;
}

/** Returns a line for each failure of a run: file, test and the first line of the error. */
export function failuresOf({ testResults }: TestReport): string[] {
  return testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && failed.length === 0) {
      return [`${name}: ${firstLine(message)}`];
    }
    return failed.map(({ fullName, failureMessages }) => `${name} > ${fullName}: ${firstLine(failureMessages[0])}`);
  });
}

/** Returns the files that took longest, with their seconds. */
export function slowestOf({ testResults }: TestReport, count: number): string[] {
  return testResults
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .toSorted((left, right) => right.seconds - left.seconds)
    .slice(0, count)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${name}`);
}

function firstLine(text = "no reason was given"): string {
  return text.split("\n", 1)[0] ?? "";
}
