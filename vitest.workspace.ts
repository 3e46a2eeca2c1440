import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = dirname(fileURLToPath(import.meta.url));

/** Siblings are read from their sources, so a change shows in the tests without a build. */
const conditions = ["@clearml-ts/source", "module", "node", "import", "default"];

function project(folder: string) {
  const { name } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as { name: string };
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      name,
      root: join(root, folder),
      include: ["**/*.test.ts"],
      typecheck: { enabled: false, include: ["**/*.test-d.ts"] },
    },
  };
}

const inFolder = (folder: string) => readdirSync(join(root, folder)).map((entry) => `${folder}/${entry}`);

export default defineConfig({
  test: {
    projects: [...inFolder("packages"), ...inFolder("examples"), "tests"].map(project),
  },
});
