import { expect, test } from "vitest";
import {
  type Beginning,
  type BeginningFacts,
  type BeginningOptions,
  decideBeginning,
  firstIteration,
} from "./decide-beginning.ts";

const rows: [options: BeginningOptions, facts: BeginningFacts, beginning: Beginning][] = [
  // Under an agent: its task, whatever the options say.
  [{}, { agentTask: "a" }, { kind: "takeUp", id: "a", underAgent: true, firstIteration: "afterLast" }],
  [{ continueLastTask: 7 }, { agentTask: "a" }, { kind: "takeUp", id: "a", underAgent: true, firstIteration: 7 }],
  [{ continueLastTask: 0 }, { agentTask: "a" }, { kind: "takeUp", id: "a", underAgent: true, firstIteration: 0 }],
  ...[{ taskId: "t" }, { reuseLastTaskId: "r" }, { reuseLastTaskId: true }, { continueLastTask: "c" }].map(
    (options): (typeof rows)[number] => [
      options,
      { agentTask: "a", lastTask: "l", iterationOffset: 9 },
      { kind: "takeUp", id: "a", underAgent: true, firstIteration: "afterLast" },
    ],
  ),
  // By its id, as under an agent.
  [{ taskId: "t" }, { lastTask: "l" }, { kind: "takeUp", id: "t", underAgent: false, firstIteration: "afterLast" }],
  [{ taskId: "t", continueLastTask: 3 }, {}, { kind: "takeUp", id: "t", underAgent: false, firstIteration: 3 }],
  // A new task.
  [{}, {}, { kind: "create" }],
  [{}, { lastTask: "l" }, { kind: "create" }],
  [{}, { lastTask: "l", iterationOffset: 5 }, { kind: "create" }],
  [{ reuseLastTaskId: false }, { lastTask: "l" }, { kind: "create" }],
  [{ reuseLastTaskId: "" }, { lastTask: "l" }, { kind: "create" }],
  [{ reuseLastTaskId: true }, {}, { kind: "create" }],
  [{ reuseLastTaskId: true }, { lastTask: "l", neverReuse: true }, { kind: "create" }],
  [{ reuseLastTaskId: false, continueLastTask: true }, { lastTask: "l" }, { kind: "create" }],
  [{ reuseLastTaskId: false, continueLastTask: 5 }, { lastTask: "l" }, { kind: "create" }],
  [{ continueLastTask: true }, {}, { kind: "create" }],
  [{ continueLastTask: 5 }, {}, { kind: "create" }],
  [{ continueLastTask: "" }, { lastTask: "l" }, { kind: "create" }],
  [{ continueLastTask: true }, { lastTask: "l", neverReuse: true }, { kind: "create" }],
  // Offline: a new one, as no server can be asked for another; a session can be taken up by its id.
  [{ reuseLastTaskId: true }, { lastTask: "l", offline: true }, { kind: "create" }],
  [{ reuseLastTaskId: "r" }, { offline: true }, { kind: "create" }],
  [{ continueLastTask: "c" }, { offline: true, iterationOffset: 9 }, { kind: "create" }],
  [{ continueLastTask: 5 }, { lastTask: "l", offline: true }, { kind: "create" }],
  [{ taskId: "t" }, { offline: true }, { kind: "takeUp", id: "t", underAgent: false, firstIteration: "afterLast" }],
  // The same task again, without its results.
  [{ reuseLastTaskId: true }, { lastTask: "l" }, { kind: "reuse", id: "l" }],
  [{ reuseLastTaskId: "r" }, { lastTask: "l" }, { kind: "reuse", id: "r" }],
  [{ reuseLastTaskId: "r" }, { neverReuse: true }, { kind: "reuse", id: "r" }],
  [{ reuseLastTaskId: "r", continueLastTask: false }, {}, { kind: "reuse", id: "r" }],
  // The same task on, with its results.
  [{ continueLastTask: true }, { lastTask: "l" }, { kind: "continue", id: "l", firstIteration: "afterLast" }],
  [{ continueLastTask: 0 }, { lastTask: "l" }, { kind: "continue", id: "l", firstIteration: 0 }],
  [{ continueLastTask: 5 }, { lastTask: "l" }, { kind: "continue", id: "l", firstIteration: 5 }],
  [{ continueLastTask: "c" }, { lastTask: "l" }, { kind: "continue", id: "c", firstIteration: "afterLast" }],
  [{ continueLastTask: "c", reuseLastTaskId: "r" }, {}, { kind: "continue", id: "c", firstIteration: "afterLast" }],
  [{ continueLastTask: "c", reuseLastTaskId: false }, {}, { kind: "continue", id: "c", firstIteration: "afterLast" }],
  [{ continueLastTask: true, reuseLastTaskId: "r" }, {}, { kind: "continue", id: "r", firstIteration: "afterLast" }],
  [{ continueLastTask: 5, reuseLastTaskId: "r" }, {}, { kind: "continue", id: "r", firstIteration: 5 }],
  [{ continueLastTask: "c" }, { neverReuse: true }, { kind: "continue", id: "c", firstIteration: "afterLast" }],
  // The environment sets the first iteration, and so turns a task that is used again into one that is continued.
  [{ continueLastTask: true }, { lastTask: "l", iterationOffset: 9 }, { kind: "continue", id: "l", firstIteration: 9 }],
  [{ continueLastTask: "c" }, { iterationOffset: 0 }, { kind: "continue", id: "c", firstIteration: 0 }],
  [{ reuseLastTaskId: true }, { lastTask: "l", iterationOffset: 9 }, { kind: "continue", id: "l", firstIteration: 9 }],
];

test.each(rows)("a program told %o, with %o, begins by %o", (options, facts, beginning) => {
  expect(decideBeginning(options, facts)).toEqual(beginning);
});

test.each<[beginning: Beginning, last: number, first: number]>([
  [{ kind: "create" }, 5, 0],
  [{ kind: "reuse", id: "t" }, 5, 0],
  [{ kind: "continue", id: "t", firstIteration: "afterLast" }, 0, 1],
  [{ kind: "continue", id: "t", firstIteration: "afterLast" }, 5, 6],
  [{ kind: "continue", id: "t", firstIteration: 0 }, 5, 0],
  [{ kind: "takeUp", id: "t", underAgent: true, firstIteration: "afterLast" }, 0, 0],
  [{ kind: "takeUp", id: "t", underAgent: true, firstIteration: "afterLast" }, 5, 6],
  [{ kind: "takeUp", id: "t", underAgent: true, firstIteration: 3 }, 5, 3],
])("a task begun by %o that reported iteration %i goes on at %i", (beginning, last, first) => {
  expect(firstIteration(beginning, last)).toBe(first);
});
