import { parseArgs } from "node:util";
import { OfficialPlayer } from "../official/official-player.ts";
import { checkoutOf, runOfficial } from "../official/run-official.ts";
import type { Difference } from "../sequences/differences.ts";
import { playOurs } from "../sequences/play-ours.ts";
import type { Call, Sequence } from "../sequences/sequence.ts";
import { type Finding, firstDifference, signatureOf } from "./first-difference.ts";
import type { EndpointSchema } from "./request-schema.ts";
import { shorten } from "./shorten.ts";
import { walksOf } from "./walk.ts";

/**
 * Plays random walks to the embedded server and to that of a checkout:
 * `pnpm conformance:walks CHECKOUT [--seed 1] [--walks 50] [--steps 20] [--codes]`.
 *
 * Prints each difference that no standing difference explains with the shortest history that shows it, in the form of
 * `sequences/calls`, and ends with 1 when there is one. The same seed makes the same walks from the same checkout.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    walks: { type: "string", default: "50" },
    steps: { type: "string", default: "20" },
    codes: { type: "boolean", default: false },
  },
});
const checkout = checkoutOf("conformance:walks", positionals[0]);
const [seed = 1, walks = 50, steps = 20] = [values.seed, values.walks, values.steps].map(Number);

const schemas = runOfficial<EndpointSchema>(checkout, "request_schemas.py", []);
using official = new OfficialPlayer(checkout);
const found = new Set<string>();
let played = 0;
for (const walk of walksOf(schemas, { seed, walks, steps })) {
  await explore(walk);
}
console.error(
  `${walks} walks of seed ${seed}, ${played} calls with repetitions; ${found.size} differences that nobody has explained`,
);
process.exitCode = found.size > 0 ? 1 : 0;

/** Follows a walk to its end; calls that the servers answer differently are shown, and taken out before it goes on. */
async function explore(walk: Sequence): Promise<void> {
  let rest = walk;
  for (;;) {
    const { difference, parting } = await follow(rest);
    if (difference !== undefined) {
      await show(difference, { ...rest, calls: rest.calls.slice(0, difference.place) });
    }
    const last = difference === undefined ? parting : difference.place - 1;
    if (last === undefined) {
      return;
    }
    rest = { ...rest, calls: rest.calls.filter((_, index) => index !== last) };
  }
}

/** Prints a difference, unless an earlier one was of its kind. */
async function show(difference: Difference, history: Sequence): Promise<void> {
  const signature = signatureOf(difference);
  if (found.has(signature)) {
    return;
  }
  found.add(signature);
  const shortest = await shorten(history, async (shorter) => {
    const finding = await follow(shorter);
    return finding.difference !== undefined && signatureOf(finding.difference) === signature;
  });
  const { kind, fields, official, own } = difference;
  const answers =
    fields.length > 0 ? fields : [`there ${official.code} ${official.message}`, `here ${own.code} ${own.message}`];
  console.error(`\n## ${kind}: ${history.name}`);
  console.error([...shortest.calls.map(lineOf), ...answers.map((line) => `# ${line}`)].join("\n"));
}

async function follow(walk: Sequence): Promise<Finding> {
  played += walk.calls.length;
  return firstDifference(walk, await official.play(walk), await playOurs(walk), { codes: values.codes });
}

function lineOf({ endpoint, version, data, keep }: Call): string {
  const [kept] = Object.values(keep);
  return `${kept === undefined ? "" : `${kept} = `}${endpoint}@${version} ${JSON.stringify(data)}`;
}
