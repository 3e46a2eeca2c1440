import type { TaskEvent } from "@clearml-ts/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeEvents, encodeEvents } from "./event-lines.ts";
import { decodeTaskFile, encodeTaskFile, type TaskFile, taskRecord, withRecord } from "./task-file.ts";

const text = fc.string({ unit: "grapheme" });

const anyEvent = fc.record({
  type: fc.constantFrom("log", "plot", "training_stats_scalar"),
  task: text,
  msg: text,
  iter: fc.integer(),
  value: fc.double({ noDefaultInfinity: true, noNaN: true }),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<TaskEvent>;

const anyFile = fc.record({
  id: text,
  name: text,
  type: fc.constant("training" as const),
  status: fc.constant("created" as const),
  project_name: text,
  offline_folder: text,
  tags: fc.array(text),
  offline_output_models: fc.array(
    fc.record({ id: text, init: fc.record({ name: text }), weights: fc.record({ weights_filename: text }) }),
  ),
  execution: fc.record({ artifacts: fc.array(fc.record({ key: text, type: text, uri: text })) }),
});

test("events and tasks read back as they were written", () => {
  fc.assert(
    fc.property(fc.array(anyEvent), (events) => {
      const line = encodeEvents(events);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(decodeEvents(line)).toEqual(events);
    }),
  );
  fc.assert(
    fc.property(anyFile, (file) => {
      expect(decodeTaskFile(encodeTaskFile(file))).toEqual(file);
    }),
  );
});

test("a record goes into its file and comes out equal", () => {
  fc.assert(
    fc.property(anyFile, (file) => {
      expect(taskRecord(withRecord(file, taskRecord(file)))).toEqual(taskRecord(file));
    }),
  );
});

test("whatever stands in a file, it is read or refused", () => {
  const anyText = fc.oneof(
    text,
    fc.json(),
    fc.object().map((part) => JSON.stringify({ id: "t", name: "n", ...part })),
    fc.record({ execution: fc.jsonValue(), offline_output_models: fc.jsonValue() }).map((part) => {
      return JSON.stringify({ id: "t", name: "n", project_name: "p", offline_folder: "f", ...part });
    }),
  );
  fc.assert(
    fc.property(anyText, (content) => {
      decodeEvents(content);
      let file: TaskFile;
      try {
        file = decodeTaskFile(content);
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        return;
      }
      expect(taskRecord(file).id).toEqual(expect.any(String));
    }),
  );
});
