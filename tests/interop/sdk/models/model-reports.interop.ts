import { Model, OutputModel } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

const plots = [
  "bars/votes",
  "confusion/votes",
  "lines/",
  "matrix/votes",
  "points/plane",
  "points/space",
  "surface/votes",
  "table/rows",
  "vector/votes",
];
const curve = { x: [0, 1, 2], y: [0.5, 0.25, 0.3] };

describe("models", () => {
  let both: BothLanguages;

  beforeAll(async () => {
    both = await bothLanguages();
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test("reports on models", async () => {
      const { model: id } = await both.python.run<{ model: string }>("models/write_model_reports.py");
      const model = await Model.get({ id }, both);
      expect(await model.getReportedScalars()).toMatchObject({ loss: { validation: curve } });
      expect(await model.getReportedSingleValues()).toEqual({ R2: 0.5 });
      const found = (await model.getReportedPlots()).map(({ metric, variant }) => `${metric}/${variant}`);
      expect(found.sort()).toEqual(plots);
      expect((await model.getLastScalarMetrics())["loss"]).toEqual({ validation: { last: 0.3, min: 0.25, max: 0.5 } });
    });
  });

  describe(typeScriptToPython, () => {
    test("reports on models", async () => {
      const { connection, python } = both;
      await using task = await Task.init({ project: "interop/from typescript", name: "model reports" }, { connection });
      const output = OutputModel.create({ task, name: "reported" });
      const { logger } = output;
      for (const [iteration, value] of curve.y.entries()) {
        logger.reportScalar("loss", "validation", value, { iteration });
      }
      logger.reportSingleValue("R2", 0.5);
      logger.reportHistogram("bars", "votes", [1, 2, 3], { labels: ["votes"], xLabels: ["a", "b", "c"] });
      logger.reportHistogram("vector", "votes", [4, 5]);
      logger.reportTable("table", "rows", { table: [{ room: "north", vote: 1 }] });
      logger.reportLinePlot("lines", [
        {
          name: "one",
          data: [
            [0, 1],
            [1, 2],
          ],
        },
      ]);
      logger.reportScatter2d("points", "plane", [
        [0, 1],
        [1, 2],
      ]);
      logger.reportScatter3d("points", "space", [
        [0, 1, 2],
        [1, 2, 3],
      ]);
      logger.reportConfusionMatrix("confusion", "votes", [
        [5, 1],
        [2, 7],
      ]);
      logger.reportConfusionMatrix("matrix", "votes", [
        [1, 2],
        [3, 4],
      ]);
      logger.reportSurface("surface", "votes", [
        [1, 2],
        [3, 4],
      ]);
      await logger.flush();
      const { id } = await output.updateWeights(Buffer.from("weights"), { targetName: "weights.bin" });
      const read = await python.run<Record<string, unknown>>("models/read_model_reports.py", id);
      expect(read).toMatchObject({
        name: "reported",
        scalars: { loss: { validation: curve } },
        single: [{ metric: "Summary", variant: "R2", value: 0.5 }],
        plots,
      });
      expect(read["last"]).toContainEqual(["loss", "validation", 0.3, 0.25]);
    });
  });
});
