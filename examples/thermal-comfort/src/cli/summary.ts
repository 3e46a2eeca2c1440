import type { Texts } from "./language/english.ts";
import type { RunResult } from "./result.ts";

/** Writes the text that a person reads when a run has ended. */
export function summary(result: RunResult, webUrl: string, texts: Texts): string {
  const { project, datasets, model, champion, server, simulated } = result;
  const decision = champion.promoted ? texts.promoted : model ? texts.kept : texts.notPromoted;
  const lines = [
    "",
    `${texts.project} ${project}${simulated ? ` (${texts.simulated})` : ""}`,
    "",
    texts.datasets,
    ...Object.entries(datasets).map(([name, id]) => `  ${name.padEnd(10)}${id}`),
    "",
    texts.models,
    ...comparison(result, texts).map((line) => `  ${line}`),
    "",
    model
      ? `${texts.champion}  ${model.name}, ${model.metric} ${number(model.value)} (${texts.model} ${model.id})`
      : `${texts.champion}  ${texts.noChampion}`,
    `  ${decision}: ${champion.reason}`,
    "",
    `${texts.run}  ${webUrl}`,
    ...(server ? ["", texts.server, ...howToConnect(server)] : []),
  ];
  return lines.join("\n");
}

function howToConnect({ api, web, files, accessKey, secretKey }: NonNullable<RunResult["server"]>): string[] {
  return [
    `  export CLEARML_API_HOST=${api}`,
    `  export CLEARML_WEB_HOST=${web}`,
    `  export CLEARML_FILES_HOST=${files}`,
    `  export CLEARML_API_ACCESS_KEY=${accessKey}`,
    `  export CLEARML_API_SECRET_KEY=${secretKey}`,
  ];
}

function comparison({ metrics, mainMetric }: RunResult, texts: Texts): string[] {
  const names = [...new Set(Object.values(metrics).flatMap((values) => Object.keys(values)))];
  const header = [texts.model, ...names.map((name) => (name === mainMetric ? `${name} *` : name))];
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
