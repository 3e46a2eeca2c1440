import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SitePage } from "./llms.ts";
import { pageFiles, readPage } from "./page-files.ts";
import { rewriteLinks } from "./rewrite-links.ts";
import { sitePath } from "./site-paths.ts";
import { linkTranslation } from "./translations.ts";

/**
 * Lays out the pages of the site in a folder of its own, with links between them as the site has them, and returns them. Pages stand
 * where they are in the repository, so that the forge shows them as well.
 *
 * @throws {@link Error} when a link leads nowhere.
 */
export function stagePages(root: string, folder: string): SitePage[] {
  rmSync(folder, { recursive: true, force: true });
  const files = pageFiles(root);
  const repository = { pages: new Set(files), exists: (path: string) => existsSync(join(root, path)) };
  const paths = new Set(files.map((file) => sitePath(file) ?? ""));
  const dead: string[] = [];
  const pages = files.map((file) => {
    const { text, images, dead: links } = rewriteLinks(readPage(root, file), file, repository);
    dead.push(...links.map((link) => `${file}: ${link}`));
    for (const image of images) {
      cpSync(join(root, image), join(folder, "public", image));
    }
    const path = sitePath(file) ?? file;
    return { path, text: linkTranslation(text, path, paths) };
  });
  if (dead.length > 0) {
    throw new Error(`Links that lead nowhere:\n  ${dead.join("\n  ")}`);
  }
  for (const { path, text } of pages) {
    write(join(folder, path), text);
  }
  return pages;
}

/** Writes a file, and the folders around it. */
export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
