import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { forgeOf, REPOSITORY } from "./forge.ts";
import { filesThatNameForge } from "./named-forge.ts";

const [url] = process.argv.slice(2);
if (url === undefined || !/^https:\/\/[^/]+\/[^/]+\/[^/]+$/.test(url)) {
  console.error("Name the page of the repository on its forge: npx -y pnpm repository https://github.com/OWNER/NAME");
  process.exit(2);
}
for (const file of filesThatNameForge()) {
  const path = join(root, file);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll(forgeOf(REPOSITORY), url.replace(/\.git$/, "")));
  console.log(`${file}: written`);
}
