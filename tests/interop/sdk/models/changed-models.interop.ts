import { join } from "node:path";
import { Readable } from "node:stream";
import { InputModel, Model, OutputModel, promoteChampion, registerModel, rollbackChampion } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { typeScriptToPython } from "../../fixtures/directions.ts";
import { writeFolder } from "../../fixtures/folder.ts";

const project = "interop/from typescript/registry";

interface Seen {
  models: Record<string, Record<string, unknown>>;
  weights: Record<string, unknown>;
  found: Record<string, string[]>;
  sameAgain: boolean;
  loaded: boolean[];
  byName: boolean;
  exists: Record<string, boolean>;
  ofTask: Record<"input" | "output", string[]>;
}

/** The rows of `model-registry.interop.ts` in the other direction. */
describe("models", () => {
  describe(typeScriptToPython, () => {
    let both: BothLanguages;
    let seen: Seen;
    let taskId: string;
    let keptFile: string;
    let removedFile: string;

    beforeAll(async () => {
      both = await bothLanguages();
      const { connection, python } = both;
      await using task = await Task.init({ project, name: "registry" }, { connection });
      taskId = task.id;
      const bytes = (text: string) => ({ weights: Buffer.from(text), targetName: `${text}.bin` });
      const forest = await registerModel({
        task,
        name: "forest",
        ...bytes("forest"),
        framework: "XGBoost",
        labels: { no: 0 },
        tags: ["best", "tabular"],
        comment: "of trees",
        metadata: { site: "Lisboa", dropped: 1 },
      });
      await forest.setMetadata({ rows: 12, site: "Porto", ratio: 0.5 }, { replace: true });

      const network = OutputModel.create({ task, name: "network (deep)", tags: ["tabular"], design: "layers: 3" });
      await network.updateWeights(Buffer.from("network"), { targetName: "network.bin" });
      await network.updateDesign({ layers: [3, 2] });
      await network.updateLabels({ cat: 1 });
      await network.model?.setComment("a comment that came later");
      await network.model?.setTags(["vision"]);
      await network.model?.setName("network (deeper)");
      await network.publish();

      const steps = OutputModel.create({ task, name: "steps" });
      for (const iteration of [0, 1, 2]) {
        await steps.updateWeights(Buffer.from(`step ${iteration}`), { targetName: `step-${iteration}.bin`, iteration });
      }
      const ahead = OutputModel.create({ task, name: "in the background" });
      void ahead.updateWeights(Buffer.from("background"), { targetName: "background.bin" });
      await OutputModel.waitForUploads();
      const registered = await registerModel({
        task,
        name: "registered",
        weights: { url: "https://example.com/models/big.onnx" },
      });
      const folder = await writeFolder(join(python.home, "typescript", "chosen"), { "a.bin": "a", "b.bin": "b" });
      const files = await registerModel({
        task,
        name: "several files",
        weights: [join(folder, "a.bin"), join(folder, "b.bin")],
      });
      const stream = await registerModel({
        task,
        name: "streamed",
        weights: Readable.from([Buffer.from("streamed")]),
        targetName: "streamed.bin",
      });
      const alone = await registerModel({ project, name: "alone", ...bytes("alone") }, { connection });
      const shelved = await registerModel({ task, name: "shelved", ...bytes("shelved") });
      await shelved.archive();
      const back = await registerModel({ task, name: "back from the archive", ...bytes("back") });
      await back.archive();
      await back.unarchive();

      const imported = await InputModel.importModel(
        { url: "https://example.com/models/net.onnx", name: "imported", labels: { a: 1 }, design: { k: 1 } },
        { connection },
      );
      await imported.connect(task, { name: "start" });

      const removed = await registerModel({ task, name: "removed", ...bytes("removed") });
      const removedKept = await registerModel({ task, name: "removed, file kept", ...bytes("kept") });
      [removedFile, keptFile] = [removed.url, removedKept.url];
      await Model.remove(removed);
      await Model.remove(removedKept, { deleteWeightsFile: false });

      const contest = { task, project: `${project}/champions`, mainMetric: "R2" };
      const first = await promoteChampion({ ...contest, candidate: { name: "first", value: 0.4, ...bytes("first") } });
      await promoteChampion({ ...contest, candidate: { name: "second", value: 0.6, ...bytes("second") } });
      await rollbackChampion({ project: contest.project, mainMetric: "R2", reason: "it leaks" }, { connection });

      const ids = {
        ...{ forest: forest.id, network: network.model?.id, steps: steps.model?.id, ahead: ahead.model?.id },
        ...{ registered: registered.id, files: files.id, stream: stream.id, alone: alone.id, shelved: shelved.id },
        ...{ back: back.id, imported: imported.id, champion: first.model?.id },
        ...{ removed: removed.id, removedKept: removedKept.id },
      };
      await task.complete();
      seen = await python.run<Seen>("models/read_model_registry.py", JSON.stringify({ ids, project, task: taskId }));
    });

    afterAll(() => both[Symbol.asyncDispose]());

    test("describe at once", () => {
      expect(seen.models["forest"]).toMatchObject({
        name: "forest",
        framework: "XGBoost",
        labels: { no: 0 },
        tags: ["best", "tabular"],
        comment: "of trees",
        published: false,
        project: true,
        task: taskId,
      });
    });

    test("describe later, and publish", () => {
      expect(seen.models["network"]).toMatchObject({
        name: "network (deeper)",
        labels: { cat: 1 },
        tags: ["vision"],
        comment: "a comment that came later",
        config: "layers = [3, 2]",
        published: true,
      });
    });

    test("metadata that is replaced", () => {
      expect(seen.models["forest"]?.["metadata"]).toEqual({ rows: 12, site: "Porto", ratio: 0.5 });
    });

    test("weights of step after step", () => {
      expect(seen.weights["steps"]).toBe("step 2");
    });

    test("upload in the background", () => {
      expect(seen.weights["ahead"]).toBe("background");
    });

    test("upload of a stream", () => {
      expect(seen.weights["stream"]).toBe("streamed");
    });

    test("registered by its address", () => {
      expect(seen.models["registered"]).toMatchObject({
        url: "https://example.com/models/big.onnx",
        framework: "ONNX",
      });
    });

    test("package of chosen files", () => {
      expect(seen.weights["files"]).toEqual({ "a.bin": "a", "b.bin": "b" });
    });

    test("model that no task made", () => {
      expect(seen.models["alone"]).toMatchObject({ name: "alone", project: true, task: null });
      expect(seen.weights["alone"]).toBe("alone");
    });

    test("archive and back", () => {
      expect([seen.models["shelved"]?.["archived"], seen.models["back"]?.["archived"]]).toEqual([true, false]);
    });

    test.each([
      [
        "all",
        [
          "alone",
          "back from the archive",
          "forest",
          "in the background",
          "network (deeper)",
          "registered",
          "several files",
          "steps",
          "streamed",
        ],
      ],
      ["archived too", ["shelved"]],
      ["by name", ["network (deeper)"]],
      ["by tag", ["forest"]],
      ["by all of the tags", ["forest"]],
      ["without a tag", ["network (deeper)"]],
      ["published", ["network (deeper)"]],
      ["by metadata", ["forest"]],
      ["by metadata that was replaced", []],
    ])("find: %s", (question, expected) => {
      expect(seen.found[question]).toEqual(expected);
    });

    test("champion that was rolled back", () => {
      expect(seen.models["champion"]).toMatchObject({
        name: "first",
        tags: ["champion"],
        published: true,
        metadata: { main_metric: "R2", main_metric_value: 0.4, champion_reason: expect.stringContaining("it leaks") },
      });
    });

    test("import, once for each address", () => {
      expect(seen.sameAgain).toBe(true);
      expect(seen.models["imported"]).toMatchObject({ name: "imported", labels: { a: 1 }, framework: "ONNX" });
    });

    test("load by address, also one of the file server", () => {
      expect(seen.loaded).toEqual([true, true, true, true]);
    });

    test("input model by name and by tag", () => {
      expect(seen.byName).toBe(true);
    });

    test("models of a task", () => {
      expect(seen.ofTask.input).toEqual(["imported"]);
      expect(seen.ofTask.output).toContain("shelved");
    });

    test("remove, with and without the file", async () => {
      expect([seen.exists["removed"], seen.exists["removedKept"], seen.exists["forest"]]).toEqual([false, false, true]);
      expect(await both.connection.storage.exists(removedFile)).toBe(false);
      expect(await both.connection.storage.exists(keptFile)).toBe(true);
    });
  });
});
