import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createProgram } from "../../packages/clearml-ts/src/program.ts";
import { commandPage } from "../../packages/clearml-ts/src/reference/command-page.ts";
import { root } from "../root.ts";

/** Writes `docs/command-line.md` from the commands: `pnpm command-page`. */
writeFileSync(join(root, "docs/command-line.md"), commandPage(createProgram("0.0.0")));
