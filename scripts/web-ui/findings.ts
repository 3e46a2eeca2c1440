import { known } from "./known.ts";
import type { Visit } from "./walk.ts";

/** What was walked with. */
export interface Setting {
  /** What the UI calls itself. */
  versions: string;
  browser: string;
  python: string;
}

/** Writes down what was seen. */
export function writeFindings(visits: readonly Visit[], { versions, browser, python }: Setting): string {
  const failed = visits.filter(({ problems }) => problems.length > 0);
  const endpoints = new Set(visits.flatMap(({ calls }) => [...calls.keys()]));
  const calls = visits.flatMap(({ calls }) => [...calls.values()]).reduce((sum, count) => sum + count, 0);
  return `# The official web UI on the embedded server

Made by \`npx -y pnpm exec tsx scripts/web-ui-walk.ts FOLDER\` on ${new Date().toISOString().slice(0, 10)}: a built copy of the official web
UI, unchanged, served by \`clearml-ts server --webapp FOLDER\` and used in a headless browser by a script that reads, clicks and types. The
server was filled by the Python SDK, the TypeScript example and an official agent. Not part of CI: it needs a browser and a build of
the UI, which this project does not contain.

- web UI: ${versions}
- browser: ${browser}; Python: ${python}
- ${visits.length} stops, ${failed.length === 0 ? "all of them well" : `**${failed.length} failed**`}; ${calls} calls of ${endpoints.size} endpoints

A stop fails when it does not show what it should, when a call is answered with an error, when the page throws, and when it tells its
user of an error.

${[...new Set(visits.map(({ area }) => area))].map((area) => section(area, visits)).join("\n\n")}

## What the UI complains about by itself

Seen on this walk, and no fault of the server's:

${excuses(visits)}
`;
}

function section(area: string, visits: readonly Visit[]): string {
  const rows = visits.filter((visit) => visit.area === area).map(row);
  return [`## ${area}`, "", "| page | seen | calls |", "|---|---|---|", ...rows].join("\n");
}

function row({ page, seen, problems, calls }: Visit): string {
  const words = [...(seen === undefined ? [] : [seen]), ...problems.map((problem) => `**${problem}**`)].join("<br>");
  const called = [...calls.keys()].sort().filter((endpoint) => !everywhere.has(endpoint));
  return `| ${cell(page)} | ${cell(words)} | ${called.map((endpoint) => `\`${endpoint}\``).join(" ")} |`;
}

/** What every page asks when it is loaded, which would drown the rest. */
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
