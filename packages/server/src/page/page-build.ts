import { fileURLToPath } from "node:url";
import { WebappBuild } from "../webapp/webapp-build.ts";

/** Where the built page is: beside the built server, and where the sources run, in the package that makes it. */
const PLACES = ["./page/", "../../../web/dist/"];

/** Opens the build of the own page; undefined where it was not built. */
export async function openPage(): Promise<WebappBuild | undefined> {
  for (const place of PLACES) {
    const build = await WebappBuild.find(fileURLToPath(new URL(place, import.meta.url)));
    if (build) {
      return build;
    }
  }
  return undefined;
}
