import type { Stats } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { WebappError } from "../errors.ts";
import { resolveFilePath } from "../files/file-path.ts";
import { type ByteRange, FileBody } from "../http/node/file-body.ts";
import { isObject } from "../values/is-object.ts";
import type { Settings } from "./settings.ts";

/** A folder with a build of a page, ours or the official web UI; nothing outside of it can be read. */
export class WebappBuild {
  readonly #root: string;
  /** The settings in the folder's own `configuration.json`. */
  readonly settings: Settings;

  private constructor(root: string, settings: Settings) {
    this.#root = root;
    this.settings = settings;
  }

  /**
   * Checks that a folder holds a build.
   *
   * @throws {@link WebappError} when it does not.
   */
  static async open(dir: string): Promise<WebappBuild> {
    const root = await realpath(dir).catch((cause) => {
      throw new WebappError(dir, "there is no such folder", { cause });
    });
    if (!(await isFile(join(root, "index.html")))) {
      const inner = join(dir, "browser");
      const found = await isFile(join(inner, "index.html"));
      throw new WebappError(dir, found ? `the build is in ${inner}` : "it holds no index.html");
    }
    return new WebappBuild(root, await readSettings(dir, join(root, "configuration.json")));
  }

  /** Opens a folder if it holds a build. */
  static async find(dir: string): Promise<WebappBuild | undefined> {
    return (await isFile(join(dir, "index.html"))) ? WebappBuild.open(dir) : undefined;
  }

  /** Says what a path holds, or `undefined` when it is not a file of the build. */
  async stat(path: string): Promise<Stats | undefined> {
    const place = resolveFilePath(this.#root, path);
    if (place === undefined || place.slice(this.#root.length).includes(`${sep}.`)) {
      return undefined;
    }
    try {
      // A link may lead anywhere, and what is asked for comes from anybody.
      const real = await realpath(place);
      const found = await stat(real);
      return real.startsWith(this.#root + sep) && found.isFile() ? found : undefined;
    } catch {
      return undefined;
    }
  }

  /** A file, or a part of it, that `stat` has found and that is to be sent. */
  read(path: string, found: Stats, range?: ByteRange): FileBody {
    return new FileBody(join(this.#root, path), found, range);
  }

  /** The page that answers for a path which is not a file: that of the nearest folder above. The build may hold a second program, in `widgets`. */
  async pageAbove(path: string): Promise<string> {
    const folders = path.split("/").slice(0, -1);
    for (; folders.length > 0; folders.pop()) {
      const page = `${folders.join("/")}/index.html`;
      if (await this.stat(page)) {
        return page;
      }
    }
    return "index.html";
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function readSettings(dir: string, file: string): Promise<Settings> {
  if (!(await isFile(file))) {
    return {};
  }
  try {
    const settings: unknown = JSON.parse(await readFile(file, "utf8"));
    if (isObject(settings)) {
      return settings;
    }
  } catch (cause) {
    throw new WebappError(dir, "its configuration.json cannot be read as JSON", { cause });
  }
  throw new WebappError(dir, "its configuration.json holds no object");
}
