import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vitepress";
import { root } from "../root.ts";
import { writeApiReference } from "./api-reference.ts";
import { deadLinks } from "./check-built-links.ts";
import { llmsIndex, llmsText, type SitePage } from "./llms.ts";
import { stagePages, write } from "./stage.ts";

/**
 * Builds the site of the documentation from the repository into `tools/docs-site/dist`: `pnpm docs:build`. A link that leads nowhere
 * fails it. `pnpm docs:serve` shows it.
 */
const here = join(root, "tools/docs-site");
const [pages, dist] = [join(here, "pages"), join(here, "dist")];

const written = await phase("pages of the repository", () => stagePages(root, pages));
// The page of the server has the same icon.
cpSync(join(root, "packages/web/public/icon.svg"), join(pages, "public/icon.svg"));
await phase("API reference", () => writeApiReference(root, join(pages, "api")));
await phase("site", () => build(here));
await phase("llms.txt", () => {
  const all = [...written, ...referencePages(join(pages, "api"))];
  write(join(dist, "llms.txt"), llmsIndex(all));
  write(join(dist, "llms-full.txt"), llmsText(all));
  for (const { path } of all) {
    cpSync(join(pages, path), join(dist, path));
  }
});
await phase("links", () => {
  const dead = deadLinks(dist);
  if (dead.length > 0) {
    throw new Error(`Links that lead nowhere:\n  ${dead.map(({ page, link }) => `${page}: ${link}`).join("\n  ")}`);
  }
});

async function phase<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.error(`✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return result;
}

function referencePages(folder: string): SitePage[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ path: `api/${path.replaceAll("\\", "/")}`, text: readFileSync(join(folder, path), "utf8") }));
}
