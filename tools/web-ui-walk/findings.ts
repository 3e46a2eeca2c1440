import { surface } from "../../tests/web-ui/surface.ts";
import { known } from "./known.ts";
import type { Visit } from "./walk.ts";

/** The versions of the programs that took part in the walk. */
export interface Setting {
  /** The version that the UI states. */
  versions: string;
  browser: string;
  python: string;
}

/** Writes down what was seen. */
export function writeFindings(visits: readonly Visit[], { versions, browser, python }: Setting): string {
  const failed = visits.filter(({ problems }) => problems.length > 0);
  const endpoints = new Set(visits.flatMap(({ calls }) => [...calls.keys()]));
  const unasked = surface.filter((endpoint) => !endpoints.has(endpoint));
  const calls = visits.flatMap(({ calls }) => [...calls.values()]).reduce((sum, count) => sum + count, 0);
  return `# The official web UI on the embedded server

Made by \`npx -y pnpm web-ui-walk FOLDER\` on ${new Date().toISOString().slice(0, 10)}: a built copy of the official web
UI, unchanged, served by \`clearml-ts server --webapp FOLDER\` and used in a headless browser by a script that reads, clicks and types. The
server was filled by the Python SDK, the TypeScript example and an official agent. Not part of CI: it needs a browser and a build of
the UI, which this project does not contain.

- web UI: ${versions}
- browser: ${browser}; Python: ${python}
- ${visits.length} stops, ${failed.length === 0 ? "all of them well" : `**${failed.length} failed**`}; ${calls} calls of ${endpoints.size} endpoints

A stop fails when it does not show what it should, when a call is answered with an error, when the page throws, and when it tells its
user of an error.

${[...new Set(visits.map(({ area }) => area))].map((area) => section(area, visits)).join("\n\n")}

## What this walk leaves out

Of the ${surface.length} endpoints that the UI calls, these were not called here; \`tests/web-ui\` calls each of them as the UI does.

${quoted(unasked)}

## What the UI complains about by itself

Seen on this walk, and no fault of the server's:

${excuses(visits)}
`;
}

function section(area: string, visits: readonly Visit[]): string {
  const own = visits.filter((visit) => visit.area === area);
  const usual = new Set(own.flatMap(({ calls }) => [...calls.keys()]).filter((endpoint) => isUsual(endpoint, own)));
  const rows = own.map((visit) => row(visit, usual));
  const note = usual.size === 0 ? [] : [`Most of these pages call ${quoted([...usual])}; besides:`, ""];
  return [`## ${area}`, "", ...note, "| page | seen | calls |", "|---|---|---|", ...rows].join("\n");
}

/** Whether most pages of an area call an endpoint, so that it says nothing about one of them. */
function isUsual(endpoint: string, visits: readonly Visit[]): boolean {
  const callers = visits.filter(({ calls }) => calls.has(endpoint)).length;
  return !everywhere.has(endpoint) && callers > 2 && callers > visits.length / 2;
}

function row({ page, seen, problems, calls }: Visit, usual: ReadonlySet<string>): string {
  const words = [...(seen === undefined ? [] : [seen]), ...problems.map((problem) => `**${problem}**`)].join("<br>");
  const called = [...calls.keys()].filter((endpoint) => !everywhere.has(endpoint) && !usual.has(endpoint));
  return `| ${cell(page)} | ${cell(words)} | ${quoted(called)} |`;
}

function quoted(endpoints: readonly string[]): string {
  return [...endpoints]
    .sort()
    .map((endpoint) => `\`${endpoint}\``)
    .join(" ");
}

/** Calls that every page makes when it is loaded, which would drown the rest. */
const everywhere = new Set([
  "login.supported_modes",
  "server.report_stats_option",
  "server.info",
  "users.get_current_user",
  "users.get_preferences",
  "users.set_preferences",
  "projects.get_user_names",
]);

function excuses(visits: readonly Visit[]): string {
  const seen = known.filter(({ pattern }) => visits.some(({ excused }) => excused.some((line) => pattern.test(line))));
  return seen.length === 0 ? "- nothing" : seen.map(({ why }) => `- ${why}`).join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
