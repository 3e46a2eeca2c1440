import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { WebappBuild } from "../webapp/webapp-build.ts";

/** Where the built page is: beside the built server, and where the sources run, in the package that makes it. */
const PLACES = ["./page/", "../../../web/dist/"];

/** Opens the build of the own page; undefined where it was not built, and in a bundle beside which this package is not installed. */
export async function openPage(): Promise<WebappBuild | undefined> {
  for (const folder of [...foldersBeside(), ...installedFolders()]) {
    const build = await WebappBuild.find(folder);
    if (build) {
      return build;
    }
  }
  return undefined;
}

function foldersBeside(): string[] {
  // Where a bundler made CommonJS of a program, no module knows its place.
  const here: string | undefined = import.meta.url;
  return here === undefined ? [] : PLACES.map((place) => fileURLToPath(new URL(place, here)));
}

/** In a bundle the page is not beside the code: a program that has this package installed takes the page from there. */
function installedFolders(): string[] {
  try {
    const { resolve } = createRequire(process.argv[1] ?? join(process.cwd(), "program"));
    return [join(dirname(resolve("@clearml-ts/server")), "page")];
  } catch {
    return [];
  }
}
