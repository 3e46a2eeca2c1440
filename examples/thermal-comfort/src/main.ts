import { offerPage } from "@clearml-ts/server";
import { CommanderError } from "commander";
import { openClearML } from "./cli/clearml.ts";
import { explain } from "./cli/explain.ts";
import { textsOf } from "./cli/language/language.ts";
import { type CliOptions, parseOptions } from "./cli/options.ts";
import { progressLines } from "./cli/progress.ts";
import { resultLine, runResult } from "./cli/result.ts";
import { keepStdoutForResult } from "./cli/stdout.ts";
import { stopSignal } from "./cli/stop-signal.ts";
import { summary } from "./cli/summary.ts";
import { surveyFile } from "./cli/survey-file.ts";
import { runPipeline } from "./run-pipeline.ts";

const writeResult = keepStdoutForResult();
const argv = process.argv.slice(2);
const texts = textsOf(argv);
const stopped = stopSignal(() => console.error(texts.stopping));

try {
  await main(parseOptions(argv));
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed its line already; 2 is the customary status for wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { line, status } = stopped.aborted ? { line: texts.stopped, status: 130 } : explain(error, texts);
    console.error(line);
    process.exitCode = status;
  }
}

async function main(options: CliOptions): Promise<void> {
  const { path, simulated } = await surveyFile(options);
  console.error(simulated ? texts.simulating(path) : texts.survey(path));

  await using clearml = await openClearML();
  const { connection, server } = clearml;
  console.error(server ? texts.embedded(server.urls.web) : texts.clearml(connection.config.apiServer));
  const run = await runPipeline({
    ...options,
    csvPath: path,
    ...(options.ashrae !== undefined && { layout: "ashrae" }),
    connection,
    onProgress: progressLines(texts, (line) => console.error(line)),
    signal: stopped,
  });
  const result = runResult(run, { simulated, server });
  writeResult(options.json ? resultLine(result, options) : summary(result, run.webUrl, texts));
  if (!server || options.json) {
    return;
  }
  if (process.stdin.isTTY && process.stdout.isTTY && !options.exit) {
    console.error(`\n${texts.serverGoesOn}`);
    offerPage(run.webUrl, { signal: stopped, say: console.error });
    await new Promise((resolve) => stopped.addEventListener("abort", resolve, { once: true }));
  } else {
    console.error(`\n${texts.serverEnds}`);
  }
}
