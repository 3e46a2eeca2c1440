import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installedModule } from "@clearml-ts/archive";
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
  // Undefined where a bundler made CommonJS of the program.
  const here: string | undefined = import.meta.url;
  return here === undefined ? [] : PLACES.map((place) => fileURLToPath(new URL(place, here)));
}

/** In a bundle the page is not beside the code: a program that has this package installed takes the page from there. */
function installedFolders(): string[] {
  const server = installedModule("@clearml-ts/server");
  return server === undefined ? [] : [join(dirname(server), "page")];
}
