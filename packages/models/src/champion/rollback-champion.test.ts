import { Task } from "@clearml-ts/tasks";
import { expect, onTestFinished, test } from "vitest";
import { NoChampionError, RollbackError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { registerModel } from "../output/register-model.ts";
import { Model } from "../registry/model.ts";
import { CHAMPION, FORMER_CHAMPION } from "./champions.ts";
import { getChampion } from "./get-champion.ts";
import { promoteChampion } from "./promote-champion.ts";
import { rollbackChampion } from "./rollback-champion.ts";

const place = { project: "comfort", mainMetric: "R2" };

async function setUp() {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "comfort", name: "train" }, { connection });
  onTestFinished(async () => void (await task.close()));
  const promote = async (name: string, value: number, mainMetric = "R2") => {
    const candidate = { name, value, weights: Buffer.from(name), targetName: `${name}.bin` };
    const direction = mainMetric === "R2" ? {} : { direction: "down" as const };
    return await promoteChampion({ task, mainMetric, candidate, ...direction });
  };
  const champion = () => getChampion(place, { connection });
  const rollback = (reason: string, to?: string) =>
    rollbackChampion({ ...place, reason, ...(to !== undefined && { to }) }, { connection });
  return { connection, task, promote, champion, rollback };
}

test("a project has no champion until a model is promoted", async () => {
  const { promote, champion, rollback } = await setUp();
  expect(await champion()).toBeUndefined();
  await expect(rollback("no reason")).rejects.toThrow(NoChampionError);
  const { model } = await promote("first", 0.4);
  expect(await champion()).toMatchObject({ value: 0.4, previous: undefined, model: { id: model?.id } });
});

test("the champion before comes back, and the reason is noted on both", async () => {
  const { promote, champion, rollback } = await setUp();
  const first = await promote("first", 0.4);
  const second = await promote("second", 0.6);
  expect(await champion()).toMatchObject({ value: 0.6, previous: first.model?.id });

  const { champion: now, replaced } = await rollback("it leaks the target");
  expect(now).toMatchObject({
    value: 0.4,
    reason: `Rolled back from "second" (${second.model?.id}): it leaks the target`,
    model: { name: "first", tags: [CHAMPION], published: true, metadata: { rolled_back_from: second.model?.id } },
  });
  expect(replaced).toMatchObject({
    id: second.model?.id,
    tags: [FORMER_CHAMPION],
    metadata: { rollback_reason: "it leaks the target", rolled_back_to: first.model?.id },
  });
  expect((await champion())?.model.name).toBe("first");
});

test("each rollback goes one champion further, and the first one stays", async () => {
  const { promote, champion, rollback } = await setUp();
  await promote("first", 0.4);
  await promote("second", 0.5);
  await promote("third", 0.6);
  await rollback("wrong data");
  await rollback("wrong data, too");
  expect((await champion())?.model.name).toBe("first");
  await expect(rollback("and again")).rejects.toThrow("it is the first one");
  expect((await champion())?.model.name).toBe("first");
});

test("the next promotion compares with the champion that came back", async () => {
  const { promote, champion, rollback } = await setUp();
  const first = await promote("first", 0.4);
  await promote("second", 0.6);
  await rollback("it leaks the target");
  expect(await promote("third", 0.5)).toMatchObject({ promoted: true, previous: first.model?.id });
  expect(await champion()).toMatchObject({ value: 0.5, previous: first.model?.id });
});

test("another model of the same metric can be named", async () => {
  const { task, promote, champion, rollback } = await setUp();
  const first = await promote("first", 0.4);
  await promote("second", 0.5);
  const third = await promote("third", 0.6);
  const other = await registerModel({ task, name: "other", weights: { url: "s3://b/other.bin" } });
  await expect(rollback("x", other.id)).rejects.toThrow("was not registered with a value of R2");
  await expect(rollback("x", third.model?.id)).rejects.toThrow("its own place");
  await expect(rollback("x", "0".repeat(32))).rejects.toThrow("is gone");
  await rollback("both were wrong", first.model?.id);
  expect((await champion())?.model.name).toBe("first");
});

test("a champion before that is archived or deleted is refused, and the champion stays", async () => {
  const { connection, promote, champion, rollback } = await setUp();
  const { model } = await promote("first", 0.4);
  await promote("second", 0.6);
  await model?.archive();
  await expect(rollback("x")).rejects.toThrow("is archived");
  await Model.remove(model?.id ?? "", { force: true }, { connection });
  await expect(rollback("x")).rejects.toThrow(RollbackError);
  expect((await champion())?.model.name).toBe("second");
});

test("the direction of a metric of one's own is remembered with its champion", async () => {
  const { connection, promote } = await setUp();
  await promote("first", 4, "complaints");
  await promote("second", 2, "complaints");
  // As a promotion leaves them that was killed before it had settled.
  const first = await Model.get({ project: "comfort", name: "first" }, { connection });
  await first.changeTags({ add: [CHAMPION] });
  const asked = { project: "comfort", mainMetric: "complaints" };
  expect((await getChampion(asked, { connection }))?.model.name).toBe("second");
});

test("rollbacks that overlap come to the same champion", async () => {
  const { promote, champion, rollback } = await setUp();
  await promote("first", 0.4);
  await promote("second", 0.6);
  await Promise.allSettled([rollback("one saw it"), rollback("another one did")]);
  expect((await champion())?.model.name).toBe("first");
});
