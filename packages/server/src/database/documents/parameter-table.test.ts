import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../fixtures/property-runs.fixture.ts";
import type { Document } from "../../query/document-path.ts";
import { taskDocument } from "../../query/documents.fixture.ts";
import { taskFields } from "../../services/tasks/fields.ts";
import { Database } from "../driver.ts";
import { migrate } from "../migrations.ts";
import { Collection } from "./collection.ts";
import { ParameterTable } from "./parameter-table.ts";

const change = fc.record({
  id: fc.constantFrom("1", "2", "3"),
  task: fc.oneof({ weight: 4, arbitrary: taskDocument }, { weight: 1, arbitrary: fc.constant(undefined) }),
});

test("the table says what the documents say, whatever becomes of those", () => {
  const saysTheSame = (changes: readonly { id: string; task: Document | undefined }[]) => {
    const { tasks, table } = emptyTables();
    const stored = new Map<string, Document>();
    for (const { id, task } of changes) {
      if (!task) {
        tasks.delete([id]);
      } else if (stored.has(id)) {
        tasks.replace({ ...task, id });
      } else {
        tasks.insert({ ...task, id });
      }
      if (task) {
        stored.set(id, task);
      } else {
        stored.delete(id);
      }

      for (const project of [undefined, "x", "a.b"]) {
        const documents = [...stored.values()].filter((each) => project === undefined || each["project"] === project);
        const held = documents.flatMap(parametersOf);
        const projects = project === undefined ? undefined : [project, "none"];
        expect(table.names(projects).map(({ section, name }) => [section, name])).toEqual(
          [...new Set(held.map(([name]) => name))].sort(byBytes).map((name) => ["Args", name]),
        );
        for (const [name] of held) {
          const values = held.filter((each) => each[0] === name).map(([, value]) => value);
          expect(new Set(table.values("Args", name, projects))).toEqual(new Set(values));
        }
      }
    }
  };
  fc.assert(fc.property(fc.array(change, { maxLength: 12 }), saysTheSame), { ...seeded, numRuns: 100 });
});

test("what nobody has any more is not listed", () => {
  const { tasks, table } = emptyTables();
  tasks.insert({ id: "1", hyperparams: { Args: { lr: { value: "1" } }, General: { seed: { value: "7" } } } });
  expect(table.names()).toEqual([
    { section: "Args", name: "lr" },
    { section: "General", name: "seed" },
  ]);
  tasks.replace({ id: "1", hyperparams: { General: {} } });
  expect(table.names()).toEqual([]);
  expect(table.values("Args", "lr")).toEqual([]);
  expect(table.values("Args", "never")).toEqual([]);
});

function emptyTables() {
  const database = Database.open(":memory:");
  migrate(database);
  const tasks = new Collection<{ id: string } & Document>(database, "tasks", taskFields);
  return { tasks, table: new ParameterTable(database) };
}

function parametersOf({ hyperparams }: Document): [name: string, value: string][] {
  const { Args = {} } = (hyperparams ?? {}) as { Args?: Record<string, { value: string }> };
  return Object.entries(Args).map(([name, { value }]) => [name, value]);
}

/** As the database orders texts. */
function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
