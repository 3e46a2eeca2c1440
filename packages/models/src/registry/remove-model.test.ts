import { Task } from "@clearml-ts/tasks";
import { expect, onTestFinished, test } from "vitest";
import { LeftoverWeightsError, ModelInUseError, ModelNotFoundError } from "../errors.ts";
import { InputModel } from "../input/input-model.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { registerModel } from "../output/register-model.ts";
import { Model } from "./model.ts";

async function setUp() {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo models", name: "training" }, { connection });
  onTestFinished(async () => void (await task.close()));
  const make = (name: string) => registerModel({ task, name, weights: Buffer.from(name), targetName: `${name}.bin` });
  return { connection, task, make };
}

test("a model is deleted with its weights, or without them", async () => {
  const { connection, make } = await setUp();
  const [one, two] = [await make("one"), await make("two")];
  await Model.remove(one);
  await Model.remove(two.id, { deleteWeightsFile: false }, { connection });
  expect(await connection.storage.exists(one.url)).toBe(false);
  expect(await connection.storage.exists(two.url)).toBe(true);
  await expect(one.reload()).rejects.toThrow(ModelNotFoundError);
  await expect(Model.remove(two)).rejects.toThrow(ModelNotFoundError);
});

test("a model that tasks use is deleted by force only, and keeps its weights until then", async () => {
  const { connection, make } = await setUp();
  const model = await make("used");
  const user = await Task.create({ project: "demo models", name: "user" }, { connection });
  await (await InputModel.get({ id: model.id }, { connection })).connect(user);
  await expect(Model.remove(model)).rejects.toThrow(ModelInUseError);
  expect(await connection.storage.exists(model.url)).toBe(true);
  await Model.remove(model, { force: true });
  expect(await connection.storage.exists(model.url)).toBe(false);
});

test("weights that cannot be removed are named", async () => {
  const { task } = await setUp();
  const model = await registerModel({ task, name: "elsewhere", weights: { url: "gopher://old/net.bin" } });
  await expect(Model.remove(model)).rejects.toThrow(LeftoverWeightsError);
  await expect(model.reload()).rejects.toThrow(ModelNotFoundError);
});
