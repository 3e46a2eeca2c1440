import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";
import { Model } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServerProcess } from "../fixtures/server-process.ts";
import { modelOf, type RunResult, resultOf, thermalComfort } from "./thermal-comfort-command.ts";

/** Three runs over the same data: of the baseline alone, of better models, and of the same ones again. */
describe("Thermal comfort, run again", () => {
  const home = mkdtempSync(join(tmpdir(), "clearml-thermal-comfort-again-"));
  let baseline: RunResult;
  let better: RunResult;
  let same: RunResult;
  let kept: { datasets: string[]; models: Model[]; controllers: string[] };

  const run = async (models: number) =>
    resultOf(await thermalComfort(["--models", String(models), "--no-tune"], { home }));

  beforeAll(async () => {
    baseline = await run(1);
    better = await run(4);
    same = await run(4);
    kept = await whatIsKept(join(home, ".clearml-ts"), join(home, "cache"));
  });

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test("the three cached components are reused", () => {
    const { uploadRawData, processData, buildFeatures } = baseline.tasks;
    for (const { tasks, datasets } of [better, same]) {
      expect(tasks).toMatchObject({ uploadRawData, processData, buildFeatures });
      expect(datasets).toEqual(baseline.datasets);
    }
  });

  test("the others run again, and come to the same", () => {
    for (const name of ["controller", "trainModels", "registerBestModel"]) {
      expect(new Set([baseline, better, same].map(({ tasks }) => tasks[name])).size).toBe(3);
    }
    expect(same.metrics).toEqual(better.metrics);
  });

  test("the baseline alone does not become champion, and the run says so", () => {
    expect(baseline.model).toBeNull();
    expect(baseline.champion).toMatchObject({ promoted: false, previous: null });
    expect(baseline.champion.reason).toContain("not better than no model");
  });

  test("a model that is better than the baseline does", () => {
    expect(better.champion).toMatchObject({ promoted: true, previous: null });
    expect(modelOf(better).value).toBeGreaterThan(better.metrics["Baseline"]?.["R2"] ?? 1);
  });

  test("a model that is not better than the champion does not replace it", () => {
    expect(same.champion).toMatchObject({ promoted: false, previous: modelOf(better).id });
    expect(same.model).toEqual(better.model);
  });

  test("nothing is there twice", () => {
    expect(kept.datasets.sort()).toEqual(Object.values(baseline.datasets).sort());
    expect(kept.models.map(({ id }) => id)).toEqual([modelOf(better).id]);
    expect(kept.models[0]?.tags).toContain("champion");
    expect(kept.controllers).toHaveLength(3);
  });
});

/** Asks a server on the folder that the runs left behind. */
async function whatIsKept(dataDir: string, cacheDir: string) {
  await using server = await startServerProcess(dataDir);
  const { api, web, files, accessKey, secretKey } = server.address;
  const address = { apiServer: api, webServer: web, filesServer: files };
  await using connection = await connect({ ...address, accessKey, secretKey, env: {}, cacheDir });
  const where = { connection };
  const all = { includeHidden: true, includeArchived: true } as const;
  return {
    datasets: await collect(Dataset.list({ includeOpen: true, includeArchived: true }, where), ({ id }) => id),
    models: await collect(Model.list({}, where), (model) => model),
    controllers: await collect(Task.list({ ...all, type: "controller" }, where), ({ id }) => id),
  };
}

async function collect<T, Kept>(items: AsyncIterable<T>, keep: (item: T) => Kept): Promise<Kept[]> {
  const kept: Kept[] = [];
  for await (const item of items) {
    kept.push(keep(item));
  }
  return kept;
}
