import { metricNames, resolveMetric } from "@clearml-ts/comfort-science";
import { Command, InvalidArgumentError, Option } from "commander";
import { LANGUAGES, textsOf } from "./language/language.ts";

/** The options of the command. */
export interface CliOptions {
  csv?: string;
  ashrae?: string;
  mainMetric: string;
  target?: string;
  models?: number;
  tune: boolean;
  seed: number;
  project: string;
  queue?: string;
  servicesQueue?: string;
  runLocally: boolean;
  json: boolean;
  showSecret: boolean;
  exit: boolean;
}

/** Reads the command line; commander prints what is wrong with it, and throws. */
export function parseOptions(argv: readonly string[]): CliOptions {
  const { description, options, usage } = textsOf(argv);
  const wholeNumber = (text: string) => readWholeNumber(text, usage.wholeNumber);
  const command = new Command("pnpm start")
    .description(description)
    .option("--csv <path>", options.csv)
    .option("--ashrae <path>", options.ashrae)
    .option("--main-metric <name>", options.mainMetric(metricNames.join(", ")), metric, "R2")
    .option("--target <column>", options.target)
    .option("--models <count>", options.models, wholeNumber)
    .option("--no-tune", options.noTune)
    .option("--seed <number>", options.seed, wholeNumber, 1)
    .option("--project <name>", options.project, "Thermal comfort")
    .option("--queue <name>", options.queue)
    .option("--services-queue <name>", options.servicesQueue)
    .option("--run-locally", options.runLocally, false)
    .option("--json", options.json, false)
    .option("--show-secret", options.showSecret, false)
    .option("--exit", options.exit, false)
    .addOption(new Option("--lang <language>", options.lang).choices(LANGUAGES).default(LANGUAGES[0]))
    .helpOption("-h, --help", options.help)
    .showHelpAfterError(options.moreHelp)
    .exitOverride();
  command.action(({ csv, ashrae, queue, servicesQueue, runLocally }: CliOptions) => {
    if (csv !== undefined && ashrae !== undefined) {
      command.error(`error: ${usage.eitherSurvey}`);
    }
    if (queue === undefined ? servicesQueue !== undefined || runLocally : servicesQueue !== undefined && runLocally) {
      command.error(`error: ${usage.eitherController}`);
    }
  });
  command.parse(argv, { from: "user" });
  return command.opts<CliOptions>();
}

function metric(name: string): string {
  try {
    return resolveMetric(name);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function readWholeNumber(text: string, advice: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError(advice);
  }
  return Number(text);
}
