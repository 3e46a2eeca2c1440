import { CommanderError } from "commander";
import { openClearML } from "./cli/clearml.ts";
import { explain } from "./cli/explain.ts";
import { type CliOptions, parseOptions } from "./cli/options.ts";
import { progressLines } from "./cli/progress.ts";
import { runResult } from "./cli/result.ts";
import { keepStdoutForResult } from "./cli/stdout.ts";
import { summary } from "./cli/summary.ts";
import { surveyFile } from "./cli/survey-file.ts";
import { thermalComfort } from "./thermal-comfort.ts";

const output = keepStdoutForResult();
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stopped.abort());
}

try {
  await main(parseOptions(process.argv.slice(2)));
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed its line already; 2 is the customary status for wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { line, status } = stopped.signal.aborted ? { line: "Stopped.", status: 130 } : explain(error);
    console.error(line);
    process.exitCode = status;
  }
}

async function main(options: CliOptions): Promise<void> {
  const { project, seed, tune, mainMetric, target = null, models = null } = options;
  const { path, simulated } = await surveyFile(options);
  console.error(simulated ? `No survey was given, so one is simulated: ${path}` : `Survey: ${path}`);

  await using clearml = await openClearML();
  const { connection, server } = clearml;
  console.error(`ClearML: ${connection.config.apiServer}${server ? " (embedded)" : ""}`);
  const run = await thermalComfort(project).run(
    { path, mainMetric, target, models, tune, seed },
    {
      connection,
      signal: stopped.signal,
      onProgress: progressLines((line) => console.error(line)),
    },
  );
  const result = runResult(run, { project, simulated, server });
  output.line(options.json ? JSON.stringify(result) : summary(result, run.webUrl));
  if (server && process.stdin.isTTY && process.stdout.isTTY && !options.exit && !options.json) {
    console.error("\nThe server goes on until Ctrl-C.");
    await new Promise((resolve) => stopped.signal.addEventListener("abort", resolve, { once: true }));
  }
}
