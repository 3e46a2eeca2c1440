import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { workspacePackages } from "../check/ranks.ts";
import { sitePath } from "./site-paths.ts";

/** Lists the files of the repository that are pages of the site, by paths from its top. */
export function pageFiles(root: string): string[] {
  const inDocs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md"));
  const readmes = workspacePackages(root)
    .filter(({ folder, manifest }) => manifest.private !== true || folder.includes("examples"))
    .flatMap(({ folder }) =>
      ["README.md", "README.pt-BR.md", "main.ts"]
        .map((name) => join(folder, name))
        .filter((path) => existsSync(path))
        .map((path) => path.slice(root.length + 1).replaceAll("\\", "/")),
    );
  const top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "examples/README.md"];
  return [...top, ...inDocs, ...readmes].filter((path) => sitePath(path) !== undefined);
}

/** Reads a page as markdown: an example of one page is its program under its name. */
export function readPage(root: string, file: string): string {
  const text = readFileSync(join(root, file), "utf8");
  if (!file.endsWith(".ts")) {
    return text;
  }
  const name = dirname(file).split("/").at(-1) ?? file;
  const title = name.replaceAll("-", " ").replace(/^./, (letter) => letter.toUpperCase());
  return `# ${title}\n\nThe whole program, [${file}](main.ts). It asserts its own result.\n\n\`\`\`ts\n${text}\`\`\`\n`;
}
