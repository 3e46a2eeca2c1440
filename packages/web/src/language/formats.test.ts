import { expect, test } from "vitest";
import { formatsOf } from "./formats.ts";

/** Typographic spaces of `Intl` as plain ones. */
const plain = (text: string) => text.replaceAll(/\s/g, " ");

const english = formatsOf("en");
const portuguese = formatsOf("pt-BR");

test("numbers keep five digits, very large and very small ones a power of ten", () => {
  const numbers = [0, 9999, 10_000, 0.123456, -3.5, 1.5e-7, 2e12, Number.NaN];
  expect(numbers.map(english.measure)).toEqual(["0", "9999", "10,000", "0.12346", "-3.5", "1.5E-7", "2E12", "NaN"]);
  expect(numbers.slice(2, 4).map(portuguese.measure)).toEqual(["10.000", "0,12346"]);
});

test("sizes are in the unit that keeps them short", () => {
  expect([0, 1023, 1536, 5 * 1024 ** 3].map((bytes) => plain(english.size(bytes)))).toEqual([
    "0 bytes",
    "1,023 bytes",
    "1.5 kB",
    "5 GB",
  ]);
  expect(plain(portuguese.size(1536))).toBe("1,5 kB");
});

test("a moment is told by its distance from now, one of long ago by its date", () => {
  const now = new Date("2026-03-01T12:00:00");
  expect(english.ago(new Date("2026-03-01T11:58:00"), now)).toBe("2 min. ago");
  expect(portuguese.ago(new Date("2026-02-27T11:58:00"), now)).toBe("anteontem");
  expect(english.ago(new Date("2025-03-01T12:00:00"), now)).toContain("2025");
});

test("moments along an axis are times of day, with the day where it changes, or days alone", () => {
  const moments = ["2026-03-01T23:30:05.250", "2026-03-01T23:45:00", "2026-03-02T00:00:00"].map((at) => new Date(at));
  expect(english.momentsAlong(moments, 900_000).map(plain)).toEqual(["11:30 PM Mar 1", "11:45 PM", "12:00 AM Mar 2"]);
  expect(portuguese.momentsAlong(moments, 900_000).map(plain)).toEqual(["23:30 1 de mar.", "23:45", "00:00 2 de mar."]);
  expect(english.momentsAlong(moments, 250).map(plain)).toEqual(["30:05.250 Mar 1", "45:00.000", "00:00.000 Mar 2"]);
  expect(english.momentsAlong(moments, 86_400_000)).toEqual(["Mar 1", "Mar 1", "Mar 2"]);
});

test("durations are told in hours, minutes and seconds, short ones to the tenth", () => {
  expect([2.34, 59, 61, 7_200].map((seconds) => plain(english.duration(seconds)))).toEqual([
    "2.3 sec",
    "59 sec",
    "1 min 1 sec",
    "2 hr 0 min 0 sec",
  ]);
  expect(plain(portuguese.duration(3_600))).toBe("1 h 0 min 0 s");
});
