import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { errorPage } from "./page.ts";

/** Writes `docs/errors.md` from the error classes of the packages: `pnpm error-page`. */
writeFileSync(join(root, "docs/errors.md"), errorPage(root));
