import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../fixtures/property-runs.fixture.ts";
import { basic, call, startTestServer } from "../../fixtures/server.fixture.ts";
import { wholeCharacters } from "./whole-characters.ts";

test.each([
  [String.raw`{"a": "\ud800"}`, String.raw`{"a": "\ufffd"}`],
  [String.raw`"\uDFFFx\uD83D\uDE00\uD83D"`, String.raw`"\ufffdx\uD83D\uDE00\ufffd"`],
  [String.raw`"\uD83D\uD83D\uDE00"`, String.raw`"\ufffd\uD83D\uDE00"`],
  [String.raw`"\\ud800 \\\ud800 \n"`, String.raw`"\\ud800 \\\ufffd \n"`],
])("%s becomes %s", (given, expected) => {
  expect(wholeCharacters(given)).toBe(expected);
});

test("texts are what their bytes can say, and others stay as they are", () => {
  const unit = fc.constantFrom("\ud83d", "\ude00", "\\", "u", "d83d", '"', "x", "é", "\ud800", "\udfff");
  fc.assert(
    fc.property(fc.array(unit), (units) => {
      const text = units.join("");
      expect(JSON.parse(wholeCharacters(JSON.stringify(text)))).toBe(Buffer.from(text).toString());
    }),
    { ...seeded, numRuns: 2000 },
  );
});

test("half a character in a tag, a name or an event is read again without harm", async () => {
  await using server = await startTestServer();
  const { data } = await call<{ id: string }>(server, "projects.create", { name: "a \ud800 b", tags: ["\udfff"] });
  const task = { name: "t \ud83d t", type: "training", project: data.id, tags: ["x\ud800"], comment: "\udc00" };
  const { id } = (await call<{ id: string }>(server, "tasks.create", task)).data;
  const event = { type: "training_stats_scalar", task: id, metric: "m\ud800", variant: "\udfff", iter: 1, value: 1 };
  const headers = { ...basic(server.credentials), "content-type": "application/json-lines" };
  await call(server, "events.add_batch", JSON.stringify(event), headers);

  expect((await call(server, "projects.get_project_tags")).data["tags"]).toEqual(["\ufffd"]);
  expect((await call(server, "projects.get_task_tags")).data["tags"]).toEqual(["x\ufffd"]);
  expect((await call(server, "tasks.get_all", { order_by: "comment", tags: ["x\ud800"] })).data["tasks"]).toHaveLength(
    1,
  );
  expect((await call(server, "events.scalar_metrics_iter_histogram", { task: id })).data).toHaveProperty("m\ufffd");
});
