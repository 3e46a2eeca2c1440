import fc from "fast-check";
import { ESCAPED } from "../sandbox.ts";
import type { Cast } from "./cast.ts";
import { oddText } from "./odd-texts.ts";

/** Ways out of a folder, as far as anybody believes in them. */
const exits = [
  ..."../ ../../ ../../../../../../ a/../../ ./../ ..// ....// ..\\ ..\\..\\ / // ///tmp/ /tmp/ /etc/".split(" "),
  ..."file:///tmp/ %2e%2e/ %2e%2e%2f ..%2f ..%5c %252e%252e%252f ..%c0%af ..\u2215 \uff0e\uff0e/ a\0/ ..\0/".split(" "),
  ..."../canary/ ../../canary/deep/ ../data-not/ .uploads/ .uploads/../ a/b/../../../ C:\\ \\\\host\\share\\".split(
    " ",
  ),
];

/** Files that exist but must not be served to clients, and names that are not valid. */
const forbidden = [
  ..."../clearml.db ../../canary/canary.txt ../data-not/canary.txt ../credentials.json ../server.lock .uploads".split(
    " ",
  ),
  ...[..."con nul.txt a/ a/b a/b/c .. . /".split(" "), "", " "],
];

/** Names of files as they are meant, most of which lead somewhere they must not. */
export const fileName: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...exits).map((exit) => `${exit}${ESCAPED}`) },
  { weight: 2, arbitrary: fc.constantFrom(...forbidden) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(..."x é a/ 漢 ..a/ %41".split(" ")),
        fc.constantFrom(100, 255, 256, 300, 2000, 5000, 20_000),
      )
      .map(([text, times]) => text.repeat(times)),
  },
  { weight: 2, arbitrary: oddText },
  { weight: 3, arbitrary: fc.constantFrom("soak/x.bin", "soak/a b+c#d?.bin", "soak/é漢.bin", "soak/deep/er/x.html") },
);

/** The request target of a file, which exists or not. */
export function fileTarget(cast: Cast): fc.Arbitrary<string> {
  const existing = fc.nat(3).map((number) => cast.pick("file", number));
  const path = fc.oneof({ weight: 2, arbitrary: existing }, { weight: 3, arbitrary: fileName.map(asTarget) });
  const query = fc.constantFrom("", "", "", "?download", "?download=1", "?%zz", "?x=%ff", "#a");
  return fc.tuple(path, query).map(([name, asked]) => `/${name}${asked}`);
}

/** A path as it can stand behind a method: everything but visible ASCII is quoted, percent signs stay. */
function asTarget(path: string): string {
  // Half of a surrogate pair cannot be quoted.
  return Buffer.from(path)
    .toString()
    .replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character))
    .replaceAll("?", "%3F")
    .replaceAll("#", "%23")
    .slice(0, 12_000);
}
