import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../root.ts";
import { checkoutOf } from "../official/run-official.ts";
import { compare } from "./compare.ts";
import { judge } from "./judge.ts";
import { mutationsOf } from "./mutations.ts";
import { OwnServer } from "./own-server.ts";
import { conformancePage } from "./page.ts";
import { withPlaceholders } from "./placeholders.ts";
import { readRequests } from "./read-requests.ts";
import { chooseSuites, recordedSuites, recordRequests } from "./record.ts";

/**
 * Writes `docs/conformance.md`: `pnpm conformance CHECKOUT [--requests FOLDER] [--suite NAME[:PATH…] …]`.
 *
 * Runs the suites and records the requests that they send, lets the server of a checkout of clearml/clearml-server judge
 * them, and compares our server with it on requests that are changed in one place. With `--requests` the folder of an
 * earlier recording is judged, and no suite runs.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    requests: { type: "string" },
    suite: { type: "string", multiple: true, default: [] },
  },
});
const checkout = checkoutOf("conformance", positionals[0]);

const folder = values.requests ?? recordingFolder();
if (values.requests === undefined) {
  recordRequests(folder, chooseSuites(values.suite));
}
const requests = readRequests(folder).map(withPlaceholders);
console.error(`${requests.length} distinct requests; the official server judges them`);
const judged = pair(requests, judge(checkout, requests));

const passing = judged.filter(([, { model, answer }]) => model === null && answer && !answer.refused);
const mutations = [...mutationsOf(passing.map(([request]) => request))];
console.error(`${mutations.length} changes of them; both servers judge those`);
const verdicts = judge(
  checkout,
  mutations.map(({ request }) => request),
);
await using own = await OwnServer.start();
const comparison = await compare(own, pair(mutations, verdicts));
writeFileSync(
  join(root, "docs/conformance.md"),
  conformancePage({ suites: recordedSuites(folder), judged, comparison }),
);
console.error("docs/conformance.md is written");

function recordingFolder(): string {
  const cache = join(root, "node_modules/.cache/conformance");
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, "requests-"));
}

function pair<A, B>(left: readonly A[], right: readonly B[]): (readonly [A, B])[] {
  if (left.length !== right.length) {
    throw new Error(`${left.length} requests were asked about, and ${right.length} verdicts came.`);
  }
  return left.map((one, index) => [one, right[index] as B] as const);
}
