import type { RunResult } from "./result.ts";

/** Writes the text that a person reads when a run has ended. */
export function summary(result: RunResult, webUrl: string): string {
  const { project, datasets, model, champion, server, simulated } = result;
  const lines = [
    "",
    `Project ${project}${simulated ? " (the survey is simulated: nobody was asked)" : ""}`,
    "",
    "Datasets",
    ...Object.entries(datasets).map(([name, id]) => `  ${name.padEnd(10)}${id}`),
    "",
    "Models on the held-out rows",
    ...comparison(result.metrics, result.mainMetric).map((line) => `  ${line}`),
    "",
    model
      ? `Champion  ${model.name}, ${model.metric} ${number(model.value)} (model ${model.id})`
      : "Champion  none yet",
    `  ${champion.promoted ? "promoted" : model ? "kept" : "not promoted"}: ${champion.reason}`,
    "",
    `Run  ${webUrl}`,
    ...(server ? ["", ...howToConnect(server)] : []),
  ];
  return lines.join("\n");
}

function howToConnect({ api, web, files, accessKey, secretKey }: NonNullable<RunResult["server"]>): string[] {
  return [
    "The server, for Python or TypeScript",
    `  export CLEARML_API_HOST=${api}`,
    `  export CLEARML_WEB_HOST=${web}`,
    `  export CLEARML_FILES_HOST=${files}`,
    `  export CLEARML_API_ACCESS_KEY=${accessKey}`,
    `  export CLEARML_API_SECRET_KEY=${secretKey}`,
  ];
}

function comparison(metrics: RunResult["metrics"], mainMetric: string): string[] {
  const names = [...new Set(Object.values(metrics).flatMap((values) => Object.keys(values)))];
  const header = ["model", ...names.map((name) => (name === mainMetric ? `${name} *` : name))];
  const rows = Object.entries(metrics).map(([model, values]) => [model, ...names.map((name) => number(values[name]))]);
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
}

function number(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(3);
}
