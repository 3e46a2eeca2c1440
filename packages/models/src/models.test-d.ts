import type { Task } from "@clearml-ts/tasks";
import { expectTypeOf, test } from "vitest";
import type { Champion } from "./champion/champions.ts";
import { getChampion } from "./champion/get-champion.ts";
import { promoteChampion } from "./champion/promote-champion.ts";
import { InputModel } from "./input/input-model.ts";
import { OutputModel } from "./output/output-model.ts";
import { registerModel } from "./output/register-model.ts";
import { Model } from "./registry/model.ts";

declare const task: Task;
declare const output: OutputModel;

test("a model is registered with weights of a form that can be stored", async () => {
  expectTypeOf(registerModel).returns.resolves.toEqualTypeOf<Model>();
  await registerModel({ task, weights: ["model.onnx", "labels.txt"], labels: { cold: 0 } });
  // @ts-expect-error the weights are missing
  await registerModel({ task, name: "forest" });
  // @ts-expect-error a number is not weights
  await output.updateWeights(1);
  // @ts-expect-error the number of a class is a number
  await registerModel({ task, weights: "model.onnx", labels: { cold: "0" } });
  // @ts-expect-error a model comes from a task
  OutputModel.create({ name: "forest" });
});

test("a model is looked up by its id, or by conditions", async () => {
  expectTypeOf(await InputModel.get({ project: "comfort", tags: ["forest"] })).toEqualTypeOf<InputModel>();
  // @ts-expect-error an id alone is the field id
  await Model.get("0123");
  // @ts-expect-error there is no such condition
  void Model.list({ title: "forest" });
});

test("a candidate comes with its value, and a champion with its own", async () => {
  const candidate = { name: "forest", weights: "model.onnx", value: 0.4 };
  const { promoted, model } = await promoteChampion({ task, mainMetric: "R2", candidate });
  expectTypeOf(promoted).toEqualTypeOf<boolean>();
  expectTypeOf(model).toEqualTypeOf<Model | undefined>();
  expectTypeOf(await getChampion({ project: "comfort", mainMetric: "R2" })).toEqualTypeOf<Champion | undefined>();
  // @ts-expect-error the value that is compared is missing
  await promoteChampion({ task, mainMetric: "R2", candidate: { name: "forest", weights: "model.onnx" } });
  // @ts-expect-error a metric gets better up or down
  await promoteChampion({ task, mainMetric: "R2", direction: "max", candidate });
});
