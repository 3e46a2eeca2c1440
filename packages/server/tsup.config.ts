import { cp } from "node:fs/promises";
import { defineConfig } from "tsup";
import { preset } from "../../tools/tsup.preset.ts";

/** The page goes into the package as it was built: `page/page-build.ts` finds it there. */
const copyPage = () => cp("../web/dist", "dist/page", { recursive: true });

export default defineConfig({ ...preset(), onSuccess: copyPage });
