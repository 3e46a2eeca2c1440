import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import { Model } from "@clearml-ts/models";
import { startServer } from "@clearml-ts/server";
import { Task } from "@clearml-ts/tasks";
import { liveConnections, temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { runPipeline } from "./run-pipeline.ts";

const liveConnection = liveConnections({ startServer, connect });

/** A survey as a Brazilian spreadsheet writes it, with a unit, thousands, and votes that follow the temperature. */
function survey(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const month = String((row % 12) + 1).padStart(2, "0");
    const temperature = 18 + (row % 15);
    const light = row % 3 === 0 ? "1.250" : `${300 + row},5`;
    return `05/${month}/2016;${temperature},5;${light};${60 + (row % 20)} kg;${(row % 15) - 7 + (row % 2)}`;
  });
  return ["sep=;", "date;temperature;lux;weight;vote", ...lines].join("\r\n");
}

test("a program goes from a survey's file to the ids of the data and of the model in use", async () => {
  const { connection } = await liveConnection();
  const csvPath = join(await temporaryFolder(), "survey.csv");
  await writeFile(csvPath, survey(240));
  const seen: string[] = [];
  const { project, datasets, model, tasks } = await runPipeline({
    csvPath,
    mainMetric: "R2",
    target: "vote",
    models: 4,
    tune: false,
    project: "Program",
    connection,
    onProgress: ({ step }) => seen.push(step.name),
  });

  expect(project).toBe("Program");
  expect(model).toMatchObject({ metric: "R2", value: expect.any(Number) });
  expect((await Model.get({ id: model?.id ?? "" }, { connection })).name).toBe(model?.name);
  const features = await Dataset.get({ id: datasets.features }, { connection });
  expect(features.parents).toContain(datasets.processed);
  expect(new Set(seen)).toContain("registerBestModel");

  const processing = await Task.get({ id: tasks["processData"] ?? "" }, { connection });
  const report = await processing.artifacts.get("report")?.get();
  const messages = (report as { messages: string[] } | undefined)?.messages;
  expect(messages).toContain('Numbers as "1.234,5": lux; every cell fits.');
  expect(messages).toContain('Numbers as "1234,5 kg": weight; every cell fits.');
});

test("a wrong file is told before anything is registered", async () => {
  const { connection } = await liveConnection({ own: true });
  await expect(runPipeline({ csvPath: "/nowhere.csv", connection })).rejects.toMatchObject({ reason: "missing" });
  expect((await connection.services.tasks.getAll({ search_hidden: true })).tasks).toEqual([]);
});
