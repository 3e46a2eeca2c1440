import { copyFile } from "node:fs/promises";
import { defineConfig } from "tsup";
import { preset } from "../../tools/tsup.preset.ts";

export default defineConfig({
  ...preset(),
  // One file in place of a hundred: the build of axios without its adapter for Node, which `socket-adapter.ts` stands in for.
  noExternal: [/^axios/],
  esbuildOptions: (options) => {
    options.alias = { axios: "axios/dist/browser/axios.cjs" };
  },
  onSuccess: () => copyFile("node_modules/axios/LICENSE", "dist/axios.LICENSE"),
});
