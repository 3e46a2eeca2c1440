import { join, relative } from "node:path";
import { root } from "../root.ts";
import { matchesReport } from "./api-report.ts";
import { entryPoints } from "./entry-points.ts";

/**
 * Holds the public surface of each built package against its report in `etc/`: `pnpm api-reports` writes the reports anew, and
 * with `--check` names those that have changed and ends with status 1.
 */
const write = !process.argv.includes("--check");
const changed = entryPoints(root).filter((entry) => !matchesReport(entry, { write }));
for (const { folder, name } of changed) {
  console.error(
    `${relative(root, join(folder, "etc", `${name}.api.md`))}: ${write ? "written" : "the public surface changed"}`,
  );
}
if (!write && changed.length > 0) {
  console.error("If users are to see these changes, run `npx -y pnpm api-reports` and commit the reports with them.");
  process.exitCode = 1;
}
