import { table } from "../../markdown/markdown.ts";
import type { Comparison, Disagreement } from "./compare.ts";
import type { Verdict } from "./judge.ts";
import type { RecordedRequest } from "./read-requests.ts";
import type { RecordedSuites } from "./record.ts";
import { reasonOf } from "./standing-differences.ts";

type Judged = readonly (readonly [RecordedRequest, Verdict])[];

/** The findings that the page shows. */
export interface Findings {
  readonly suites: RecordedSuites;
  readonly judged: Judged;
  readonly comparison: Comparison;
}

/** Writes docs/conformance.md. */
export function conformancePage({ suites, judged, comparison }: Findings): string {
  const { refused, taken, broken, barred, laxer } = comparison;
  const different = [...comparison.stricter, ...comparison.otherwise];
  const stricter = comparison.stricter.filter((found) => reasonOf(found) === undefined);
  const otherwise = comparison.otherwise.filter((found) => reasonOf(found) === undefined);
  const standing = different.filter((found) => reasonOf(found) !== undefined);
  return `# Conformance

The embedded server and the official one (clearml/clearml-server) must refuse the same requests: otherwise a program that
works here fails there. This page is made by

    npx -y pnpm conformance CHECKOUT

from a checkout of the official server. It records every form of request that our suites send, loads the services of the
checkout with databases in memory, and asks them. The suites were:

${suiteList(suites)}

## Requests that our suites send

"Request model" says whether the official server's request model takes a request, "answer" whether its handler does when
everything that the request names exists, "written schema" whether it is as \`apiserver/schema/services/*.conf\` describes it.
The official server checks the written schema of three endpoints only, so a deviation there is not a refusal.

${requestTable(judged)}

### Requests that the official server would refuse

${list(refusals(judged))}

### Where requests differ from the written schema

${list(deviations(judged))}

## Requests that are changed in one place

Every field of every request, those inside other fields included, is left out and replaced by values of other kinds, and
both servers are asked: ${refused + taken + broken + barred} changes, of which the official server refuses ${refused} and takes ${taken}; over ${broken} it
fails with a code of its own (5xx), and at ${barred} it does not look, because no administrator of a company may call the endpoint.

### Refused there, taken here: ${laxer.length}

${disagreements(laxer)}

### Taken there, refused here: ${stricter.length}

${disagreements(stricter)}

### Refused by both with different codes: ${otherwise.length}

${disagreements(otherwise)}

### Taken there or refused with another code, and refused here for a reason: ${standing.length}

${reasons(standing)}
`;
}

function suiteList(suites: RecordedSuites): string {
  const lines = Object.entries(suites).map(([name, paths]) =>
    paths.length === 0 ? name : `${name}, of which ${paths.map((path) => `\`${path}\``).join(", ")}`,
  );
  return list(lines);
}

/** One row a kind of difference. */
function reasons(found: readonly Disagreement[]): string {
  const kinds = [...new Set(found.map((one) => reasonOf(one) ?? ""))];
  const lines = kinds.map((reason) => {
    const all = found.filter((one) => reasonOf(one) === reason);
    const places = [...new Set(all.map(({ request, path }) => `${request.endpoint} ${path}`))];
    return [places.map((place) => `\`${place}\``).join(" "), String(all.length), reason];
  });
  return lines.length === 0 ? "None." : table(["fields", "changes", "reason"], lines, 3);
}

function requestTable(judged: Judged): string {
  const endpoints = [...new Set(judged.map(([{ endpoint }]) => endpoint))];
  const rows = endpoints.map((endpoint) => {
    const own = judged.filter(([request]) => request.endpoint === endpoint).map(([, verdict]) => verdict);
    const fits = (isFit: (verdict: Verdict) => boolean) => {
      const count = own.filter(isFit).length;
      return count === own.length ? "✓" : `${count} of ${own.length}`;
    };
    return [
      endpoint,
      String(own.length),
      fits(({ model }) => model === null),
      fits(({ answer }) => !answer?.refused),
      fits(({ schema }) => schema === null),
    ];
  });
  return table(["endpoint", "requests", "request model", "answer", "written schema"], rows);
}

function refusals(judged: Judged): string[] {
  return judged.flatMap(([{ endpoint }, { model, answer }]) => {
    const reason = model ?? (answer?.refused ? `${answer.code}: ${answer.message}` : undefined);
    return reason === undefined ? [] : [`\`${endpoint}\`: ${reason}`];
  });
}

function deviations(judged: Judged): string[] {
  return judged.flatMap(([{ endpoint }, { schema }]) => (schema === null ? [] : [`\`${endpoint}\`: ${schema}`]));
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? "Nothing." : [...new Set(lines)].map((line) => `- ${line}`).join("\n");
}

/** One row a field: most changes of a field are answered alike. */
function disagreements(found: readonly Disagreement[]): string {
  if (found.length === 0) {
    return "None.";
  }
  const rows = new Map<string, { cells: string[]; changes: Set<string> }>();
  for (const { request, path, change, official, own } of found) {
    const cells = [request.endpoint, path, official, own];
    const row = rows.get(cells.join(" ")) ?? { cells, changes: new Set<string>() };
    rows.set(cells.join(" "), row);
    row.changes.add(`\`${change}\``);
  }
  const lines = [...rows.values()].map(({ cells, changes }) => [...cells, [...changes].join(" ")]);
  return table(["endpoint", "field", "official", "ours", "values"], lines, 5);
}
