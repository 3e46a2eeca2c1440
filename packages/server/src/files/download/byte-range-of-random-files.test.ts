import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../fixtures/property-runs.fixture.ts";
import { parseRange } from "./byte-range.ts";

/** The places of the bytes that a range asks for, as RFC 9110 words it, or why there is no answer to it. */
function bytesOf(first: number | undefined, last: number | undefined, size: number): number[] | string {
  if (first === undefined && last === undefined) {
    return "no range";
  }
  if (first !== undefined && last !== undefined && last < first) {
    return "no range";
  }
  const places = Array.from({ length: size }, (_, place) => place);
  const wanted =
    first === undefined
      ? places.slice(Math.max(0, size - (last ?? 0)))
      : places.filter((place) => place >= first && place <= (last ?? size));
  return wanted.length === 0 ? "unsatisfiable" : wanted;
}

test("a range is the bytes that it names", () => {
  const end = fc.option(fc.oneof(fc.nat(12), fc.maxSafeNat()), { nil: undefined });
  const isRead = (first: number | undefined, last: number | undefined, size: number) => {
    const range = parseRange(`bytes=${first ?? ""}-${last ?? ""}`, size);
    const expected = bytesOf(first, last, size);

    if (expected === "no range") {
      expect(range).toBeUndefined();
    } else if (expected === "unsatisfiable") {
      expect(range).toBe("unsatisfiable");
    } else {
      expect(range).toEqual({ start: expected[0], end: expected.at(-1) });
    }
  };
  fc.assert(fc.property(end, end, fc.nat(10), isRead), { ...seeded, numRuns: 2000 });
});

test("whatever a header says, nothing outside of the file is sent", () => {
  const header = fc.oneof(
    fc.string(),
    fc.stringMatching(/^bytes=[\d,\s-]*$/),
    fc.stringMatching(/^bytes=\d{0,30}-\d{0,30}$/),
  );
  const isInside = (text: string, size: number) => {
    const range = parseRange(text, size);
    if (range === undefined || range === "unsatisfiable") {
      return;
    }
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expect(range.end).toBeLessThan(size);
  };
  fc.assert(fc.property(header, fc.nat(10), isInside), { ...seeded, numRuns: 2000 });
});
