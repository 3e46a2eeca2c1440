import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Names the project of a program after the package that it belongs to, or else after its folder. */
export async function defaultProject(folder: string): Promise<string> {
  return (await packageName(folder)) ?? basename(folder);
}

async function packageName(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (text !== undefined) {
    const { name } = JSON.parse(text) as { name?: string };
    return name;
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : packageName(parent);
}
