import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../root.ts";
import { checkoutOf, runOfficial } from "../official/run-official.ts";
import { differencesOf } from "./differences.ts";
import { sequencesPage } from "./page.ts";
import { playOurs } from "./play-ours.ts";
import { readSequences } from "./read-sequences.ts";
import type { Answer } from "./sequence.ts";
import { explain } from "./standing/explain.ts";
import { statusWalks } from "./status-walks.ts";

/**
 * Plays sequences of calls to the embedded server and to that of a checkout, and compares the answers:
 * `pnpm conformance:sequences CHECKOUT [--only WORDS]`.
 *
 * Prints each difference that no standing difference explains, and ends with 1 when there is one. Without `--only`, which
 * chooses the sequences whose name holds some words, it writes `docs/conformance-sequences.md`.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "" } },
});
const checkout = checkoutOf("conformance:sequences", positionals[0]);

const folder = join(import.meta.dirname, "calls");
const written = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".calls"))
  .sort()
  .flatMap((file) =>
    readSequences(readFileSync(join(folder, file), "utf8")).map(({ name, calls }) => ({
      name: `${file.replace(/\.calls$/, "")}: ${name}`,
      calls,
    })),
  );
const sequences = [...written, ...statusWalks()].filter(({ name }) => name.includes(values.only));

const official = runOfficial<Answer[]>(checkout, "play.py", sequences);
const differences = [];
for (const [index, sequence] of sequences.entries()) {
  differences.push(...differencesOf(sequence, official[index] ?? [], await playOurs(sequence)));
}

const unexplained = differences.flatMap((difference) => explain(difference).left ?? []);
for (const { kind, sequence, place, call, official, own, fields } of unexplained) {
  console.error(`${kind}: ${sequence}, call ${place}: ${call.endpoint} ${JSON.stringify(call.data)}`);
  for (const line of fields.length > 0
    ? fields
    : [`there ${official.code} ${official.message}`, `here ${own.code} ${own.message}`]) {
    console.error(`    ${line}`);
  }
}
if (values.only === "") {
  writeFileSync(join(root, "docs/conformance-sequences.md"), sequencesPage({ sequences, official, differences }));
}
const calls = sequences.flatMap((sequence) => sequence.calls).length;
console.error(
  `${calls} calls in ${sequences.length} sequences; ${unexplained.length} differences that nobody has explained`,
);
process.exitCode = unexplained.length > 0 ? 1 : 0;
