import { metricNames, resolveMetric } from "@clearml-ts/comfort-science";
import { Command, InvalidArgumentError } from "commander";

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
  const command = new Command("pnpm start")
    .description("Thermal comfort as a ClearML pipeline: from a survey's file to the model in use.")
    .option("--csv <path>", "a survey of your own, as CSV or .csv.gz")
    .option("--ashrae <path>", "the measurements of the ASHRAE Global Thermal Comfort Database II")
    .option("--main-metric <name>", `what chooses the model: ${metricNames.join(", ")}`, metric, "R2")
    .option("--target <column>", "the column to predict, where it is not the survey's own")
    .option("--models <count>", "how many models to compare, from the simplest on (default: all)", wholeNumber)
    .option("--no-tune", "take every model's default parameters")
    .option("--seed <number>", "another seed holds out other buildings", wholeNumber, 1)
    .option("--project <name>", "the ClearML project", "Thermal comfort")
    .option("--queue <name>", "run the steps through a ClearML queue instead of in this process")
    .option("--services-queue <name>", 'with --queue: the queue of the controller (default: "services")')
    .option("--run-locally", "with --queue: keep the controller in this process", false)
    .option("--json", "end with one line of JSON on stdout; everything else goes to stderr", false)
    .option("--show-secret", "let --json print the secret key of the embedded server as well", false)
    .option("--exit", "end when the pipeline has ended, on a terminal too", false)
    .showHelpAfterError("(add --help for the options)")
    .exitOverride();
  command.action(({ csv, ashrae, queue, servicesQueue, runLocally }: CliOptions) => {
    if (csv !== undefined && ashrae !== undefined) {
      command.error("error: --csv and --ashrae exclude each other");
    }
    if (queue === undefined ? servicesQueue !== undefined || runLocally : servicesQueue !== undefined && runLocally) {
      command.error("error: a --queue takes one of --services-queue and --run-locally, and nothing else takes them");
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

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError("It must be a whole number.");
  }
  return Number(text);
}
