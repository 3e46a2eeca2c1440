import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder that looks like a build of the web UI; removed at the end of the block. */
export class BuildFolder implements AsyncDisposable {
  private constructor(readonly path: string) {}

  /** Makes a folder with these files, by path. */
  static async create(files: Readonly<Record<string, string>> = {}): Promise<BuildFolder> {
    const folder = new BuildFolder(await mkdtemp(join(tmpdir(), "clearml-ts-webapp-")));
    for (const [path, content] of Object.entries({ ...smallBuild, ...files })) {
      await folder.write(path, content);
    }
    return folder;
  }

  async write(path: string, content: string): Promise<void> {
    const place = join(this.path, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

const smallBuild = {
  "index.html": '<!doctype html><base href="/"><sm-root></sm-root><script src="main-5INURTSO.js"></script>',
  "main-5INURTSO.js": "document.title = 'ClearML';",
  "env.js": "window.__env = {};",
  "assets/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
};
