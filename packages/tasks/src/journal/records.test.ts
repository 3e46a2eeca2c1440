import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeRecord, encodeRecord, type JournalRecord } from "./records.ts";

const text = fc.string({ unit: "binary" });
const number = fc.nat();

const anyRecord: fc.Arbitrary<JournalRecord> = fc.oneof(
  fc.record({
    kind: fc.constant("header" as const),
    header: fc.record({ format: fc.constant(1 as const), task: text, first: number }),
  }),
  fc.record({ kind: fc.constant("event" as const), number, event: fc.json() }),
  fc.record({
    kind: fc.constant("batch" as const),
    batch: fc.record({ identity: text, first: number, end: number }),
  }),
  fc.record({ kind: fc.constant("settled" as const), before: number }),
  fc.record({
    kind: fc.constant("end" as const),
    end: fc.oneof(
      fc.record({ status: fc.constant("completed" as const) }),
      fc.record({ status: fc.constant("stopped" as const), message: text }),
      fc.record({ status: fc.constant("failed" as const), reason: text, message: text }),
    ),
  }),
);

test("every record is one line that reads back equal", () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const line = encodeRecord(record);
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(decodeRecord(line.slice(0, -1))).toEqual(record);
    }),
  );
});

test("a line that was cut short or has one changed character is not read", () => {
  fc.assert(
    fc.property(anyRecord, fc.nat(), fc.nat(0xffff), (record, place, code) => {
      const line = encodeRecord(record).slice(0, -1);
      const index = place % line.length;
      expect(decodeRecord(line.slice(0, index))).toBeUndefined();
      const changed = line.slice(0, index) + String.fromCharCode(code) + line.slice(index + 1);
      fc.pre(Buffer.from(changed).compare(Buffer.from(line)) !== 0);
      expect(decodeRecord(changed)).toBeUndefined();
    }),
  );
});

test("any bytes at all are read or not, and never throw", () => {
  fc.assert(fc.property(text, (line) => void decodeRecord(line)));
});
