import { Task } from "@clearml-ts/tasks";
import { expect, onTestFinished, test } from "vitest";
import { UnknownMetricError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { Model } from "../registry/model.ts";
import { CHAMPION, currentChampion, FORMER_CHAMPION } from "./champions.ts";
import { promoteChampion } from "./promote-champion.ts";

async function setUp() {
  const { connection } = await liveConnection();
  const contest = async (name: string, value: number, mainMetric = "R2") => {
    const task = await Task.init({ project: "comfort", name }, { connection });
    onTestFinished(async () => void (await task.close()));
    const candidate = { name, value, weights: Buffer.from(name), targetName: `${name}.bin`, tags: ["forest"] };
    const promotion = await promoteChampion({ task, mainMetric, candidate });
    await task.reload();
    return { task, promotion };
  };
  const tagged = async (tag: string) => {
    const names: string[] = [];
    for await (const { name } of Model.list({ project: "comfort", tags: [tag] }, { connection })) {
      names.push(name);
    }
    return names.sort();
  };
  return { connection, contest, tagged };
}

test("the first model becomes champion, and the decision is noted on model and task", async () => {
  const { contest } = await setUp();
  const { task, promotion } = await contest("first", 0.4);
  expect(promotion).toMatchObject({ promoted: true, previous: undefined });
  expect(promotion.model).toMatchObject({
    name: "first",
    tags: ["champion", "forest"],
    published: true,
    metadata: {
      main_metric: "R2",
      main_metric_value: 0.4,
      champion_reason: promotion.reason,
      previous_champion: null,
    },
  });
  expect(task.getParameters()).toMatchObject({
    "properties/champion_decision": "promoted",
    "properties/champion_reason": promotion.reason,
    "properties/champion_model": promotion.model?.id,
  });
  expect(task.models.output).toMatchObject([{ name: "first", model: promotion.model?.id }]);
});

test("a better model takes over, and the one before steps back", async () => {
  const { contest, tagged } = await setUp();
  const first = await contest("first", 0.4);
  const second = await contest("second", 0.6);
  expect(second.promotion).toMatchObject({
    promoted: true,
    previous: first.promotion.model?.id,
    reason: "R2 0.6 is above the champion's 0.4, and higher is better.",
  });
  expect(second.promotion.model?.metadata.previous_champion).toBe(first.promotion.model?.id);
  expect(await tagged(CHAMPION)).toEqual(["second"]);
  expect(await tagged(FORMER_CHAMPION)).toEqual(["first"]);
});

test("a model that is not better leaves nothing behind but the reason", async () => {
  const { connection, contest, tagged } = await setUp();
  const first = await contest("first", 0.4);
  const { task, promotion } = await contest("second", 0.3);
  expect(promotion).toMatchObject({ promoted: false, previous: first.promotion.model?.id });
  expect(promotion.model?.id).toBe(first.promotion.model?.id);
  expect(await tagged("forest")).toEqual(["first"]);
  expect(task.models).toMatchObject({ input: [{ name: "champion", model: first.promotion.model?.id }], output: [] });
  expect(task.getParameters()).toMatchObject({
    "properties/champion_decision": "kept",
    "properties/champion_reason": "R2 0.3 is below the champion's 0.4, and higher is better.",
  });
  expect(await connection.storage.exists(`${task.outputFolder}/models/second.bin`)).toBe(false);
});

test("each metric has its own champion, and less is better for errors", async () => {
  const { contest, tagged } = await setUp();
  await contest("by R2", 0.4);
  await contest("by RMSE", 1.5, "RMSE");
  expect((await contest("worse RMSE", 1.6, "RMSE")).promotion.promoted).toBe(false);
  expect((await contest("better RMSE", 1.4, "RMSE")).promotion.promoted).toBe(true);
  expect(await tagged(CHAMPION)).toEqual(["better RMSE", "by R2"]);
});

test("of promotions that overlap, only the best stays champion", async () => {
  const { connection, contest, tagged } = await setUp();
  await contest("start", 0.1);
  const values = [0.5, 0.7, 0.6];
  const results = await Promise.all(values.map((value) => contest(`r${value}`, value)));
  expect(await tagged(CHAMPION)).toEqual(["r0.7"]);
  const place = { connection, project: "comfort", mainMetric: "R2", direction: "up" } as const;
  expect(await currentChampion(place)).toMatchObject({ value: 0.7, model: { name: "r0.7" } });
  expect(results[1]?.promotion).toMatchObject({ promoted: true });
});

test("a metric of unknown direction is refused before anything is stored", async () => {
  const { contest, tagged } = await setUp();
  await expect(contest("odd", 1, "comfort index")).rejects.toThrow(UnknownMetricError);
  expect(await tagged("forest")).toEqual([]);
});

test("a model that is worse than the baseline, or judged on few rows, is not registered", async () => {
  const { contest, tagged } = await setUp();
  const { task, promotion } = await contest("worse than the mean", -0.2);
  expect(promotion).toMatchObject({ promoted: false, previous: undefined, model: undefined });
  expect(task.getParameters()).toMatchObject({
    "properties/champion_decision": "kept",
    "properties/champion_reason": expect.stringContaining("R2 -0.2 is below the baseline's 0"),
  });
  expect(await tagged("forest")).toEqual([]);

  const candidate = { name: "few", value: 0.9, rows: 8, weights: Buffer.from("x"), targetName: "few.bin" };
  const onFewRows = { task, mainMetric: "R2", candidate };
  expect(await promoteChampion(onFewRows)).toMatchObject({ promoted: false, model: undefined });
  const told = await promoteChampion({ ...onFewRows, minimumRows: 5 });
  expect(told).toMatchObject({ promoted: true, model: { metadata: { main_metric_rows: 8 } } });
  expect((await Model.forTask(task)).output).toHaveLength(1);
});
