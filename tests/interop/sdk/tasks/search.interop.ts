import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript } from "../../fixtures/directions.ts";

interface Written {
  /** Names of the tasks that each question found. */
  found: Record<string, (string | null)[]>;
  rows: object[];
  forest: string;
  projects: string[];
  statuses: [status: string, message: string][];
}

const forest = "train forest";
const linear = "train (linear) [x+y]";
const testing = "test forest";
const unshelved = [testing, linear, forest];

/** The searches of a data scientist who looks for tasks. */
describe("task", () => {
  let both: BothLanguages;
  let written: Written;

  beforeAll(async () => {
    both = await bothLanguages();
    written = await both.python.run("tasks/write_search.py");
  });

  afterAll(() => both[Symbol.asyncDispose]());

  describe(pythonToTypeScript, () => {
    test.each([
      ["by part of the name", [testing, forest]],
      ["by regular expression", [linear, forest]],
      ["by escaped name", [linear]],
      ["by exact name", [forest]],
      ["in several projects", ["other", "shelved", ...unshelved]],
      ["in a project that is not there", []],
      ["tag", [testing, forest]],
      ["one tag or another", ["shelved", ...unshelved]],
      ["all of the tags", [forest]],
      ["a tag and not another", [forest]],
      ["no tag by a minus", [forest]],
      ["nested tags", [forest]],
      ["status", [testing, linear]],
      ["type", [testing]],
      ["parent", [testing]],
      ["search text", [forest]],
      ["pattern in any field", [linear, forest]],
      ["pattern in a nested field", [forest]],
      ["by system tags", unshelved],
      ["several at once", [forest]],
      ["in order", ["shelved", ...unshelved]],
      ["in reverse order", ["shelved", ...unshelved].reverse()],
      ["first page", ["shelved", testing]],
      ["second page", [linear, forest]],
      ["get_tasks by ids", ["other", forest]],
      ["get_tasks without archived", unshelved],
      ["get_tasks by odd tag", ["other"]],
      ["get_task by name and tag", [testing]],
      ["get_task by name and status", [forest]],
      ["get_task that is not there", [null]],
    ])("find: %s", (question, expected) => {
      expect(written.found[question]).toEqual(expected);
    });

    test("find: chosen fields, nested ones and metrics", () => {
      expect(written.rows).toEqual([
        {
          id: expect.any(String),
          name: testing,
          status: "created",
          parent: written.forest,
          "script.repository": "",
          "hyperparams.General.depth.value": "7",
        },
        {
          id: written.forest,
          name: forest,
          status: "completed",
          parent: null,
          "script.repository": "https://example.com/trees.git",
          "hyperparams.General.depth.value": null,
          loss: [0.25],
        },
      ]);
    });

    test("find: projects", () => {
      expect(written.projects).toEqual(["interop/from python/search", "interop/from python/search/deeper"]);
    });

    test("status and message", () => {
      expect(written.statuses).toEqual([
        ["completed", ""],
        ["failed", "no more memory"],
      ]);
    });
  });
});
