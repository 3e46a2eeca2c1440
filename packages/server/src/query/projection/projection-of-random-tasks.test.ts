import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../fixtures/property-runs.fixture.ts";
import { taskFields } from "../../services/tasks/fields.ts";
import { type Document, parsePath } from "../document-path.ts";
import { taskDocument } from "../documents.fixture.ts";
import { parseProjection, project } from "./projection.ts";

const path = fc.constantFrom(
  ...[
    "name",
    "comment",
    "tags",
    "hyperparams",
    "hyperparams.Args",
    "hyperparams.Args.lr",
    "hyperparams.Args.a%2Eb.value",
  ],
  ...[
    "last_metrics.m.v.value",
    "last_metrics.m",
    "runtime",
    "runtime.progress",
    "models",
    "models.input",
    "models.input.name",
  ],
  ...["execution.queue", "execution.*", "created", "unique_metrics", "hyperparams.Args.*"],
);

const document = fc
  .tuple(taskDocument, fc.constant({ id: "t", unique_metrics: ["a/b"] }))
  .map(([task, always]): Document => ({ ...task, ...always }));

/** A value deep in a document, with the keys that lead to it; an index of a list is a number. */
type Leaf = readonly [keys: readonly (string | number)[], value: unknown];

test("what is projected is what the names cover, each value in its place", () => {
  const covers = (task: Document, names: readonly string[]) => {
    const before = structuredClone(task);
    const projection = parseProjection(names, taskFields);
    const projected = project(task, projection);

    expect(leavesOf(projected)).toEqual(leavesOf(task).filter((leaf) => isWanted(leaf, names)));
    expect(project(projected, projection)).toEqual(projected);
    expect(task).toEqual(before);
  };
  const names = fc.oneof(
    fc.array(path, { maxLength: 4 }),
    fc.array(
      path.map((name) => `-${name}`),
      { minLength: 1, maxLength: 4 },
    ),
  );
  fc.assert(fc.property(document, names, covers), { ...seeded, numRuns: 500 });
});

/** Everything below what is named; or everything but what is named and what is hidden. */
function isWanted([keys]: Leaf, names: readonly string[]): boolean {
  const place = keys.filter((key) => typeof key === "string");
  const isBelow = (name: string) => {
    const wanted = parsePath(name.replace(/^-/, "").replace(/\.\*$/, ""));
    return wanted.every((key, index) => place[index] === key);
  };
  const included = names.filter((name) => !name.startsWith("-"));
  if (included.length > 0) {
    return included.some(isBelow);
  }
  return place[0] !== "unique_metrics" && !names.some(isBelow);
}

function leavesOf(value: unknown, keys: readonly (string | number)[] = []): Leaf[] {
  if (typeof value !== "object" || value === null) {
    return [[keys, value]];
  }
  const leaves = Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, [...keys, Array.isArray(value) ? Number(key) : key]),
  );
  return leaves.sort(([a], [b]) => (a.join("/") < b.join("/") ? -1 : 1));
}
