import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const environment = join(dirname(fileURLToPath(import.meta.url)), ".venv");

/** What the examples that are run import. */
const packages = [
  "clearml",
  "clearml-agent",
  "bokeh",
  "bokeh_sampledata",
  "catboost",
  "click",
  "docstring_parser",
  "fire",
  "graphviz",
  "hydra-core",
  "jsonargparse",
  "lightgbm",
  "matplotlib",
  "optuna",
  // Version 3 adds no list to the names of columns, as a step of pipeline_from_decorator.py does.
  "pandas<3",
  "pillow",
  "plotly",
  // Version 1.8 took away `LogisticRegression(multi_class=…)`, which the pipelines' steps use.
  "scikit-learn<1.8",
  "seaborn",
  "tqdm",
  "xgboost-cpu",
];

/** Makes a virtual environment beside this file, once, and returns its interpreter. Delete it to get newer packages. */
export function pythonEnvironment(): string {
  const python = join(environment, "bin", "python");
  if (!existsSync(python)) {
    execFileSync("python3", ["-m", "venv", environment], { stdio: "inherit" });
  }
  execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages], {
    stdio: "inherit",
  });
  return python;
}

/** The versions of Python and of the SDK and the agent that are in an environment. */
export function versionsOf(python: string): Record<string, string> {
  const program = `
import importlib.metadata, json, platform
names = ("clearml", "clearml-agent")
print(json.dumps({"Python": platform.python_version(), **{name: importlib.metadata.version(name) for name in names}}))`;
  return JSON.parse(execFileSync(python, ["-c", program], { encoding: "utf8" })) as Record<string, string>;
}
