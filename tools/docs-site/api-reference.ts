import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Application, type Context, Converter } from "typedoc";
import { workspacePackages } from "../check/ranks.ts";
import { FORGE } from "./site-paths.ts";

/** One page of the reference: an entry point of a package under the name that users import. */
interface Entry {
  name: string;
  file: string;
}

/** Writes the API reference of all public packages as markdown, a page an entry point. */
export async function writeApiReference(root: string, target: string): Promise<void> {
  const entries = entriesOf(root);
  const app = await Application.bootstrapWithPlugins({
    entryPoints: entries.map(({ file }) => file),
    tsconfig: join(root, "tools/docs-site/api.tsconfig.json"),
    plugin: ["typedoc-plugin-markdown"],
    name: "API reference",
    readme: "none",
    basePath: root,
    sourceLinkTemplate: `${FORGE}/blob/main/{path}#L{line}`,
    disableGit: true,
    gitRevision: "main",
    // The type checker has its own step in `pnpm check`.
    skipErrorChecking: true,
    excludeInternal: true,
    excludePrivate: true,
    // What every error of Node has is not repeated with each of ours.
    excludeExternals: true,
    logLevel: "Error",
    outputs: [{ name: "markdown", path: target, options: { router: "module" } }],
  });
  app.options.setValue("entryFileName", "index.md");
  // Headings of one name are numbered otherwise by VitePress.
  app.options.setValue("useHTMLAnchors", true);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context: Context) => {
    for (const module of context.project.children ?? []) {
      const source = module.sources?.[0]?.fullFileName;
      module.name = entries.find(({ file }) => file === source)?.name ?? module.name;
    }
  });
  const project = await app.convert();
  if (project === undefined) {
    throw new Error("TypeDoc could not read the packages.");
  }
  await app.generateOutputs(project);
}

function entriesOf(root: string): Entry[] {
  return (
    workspacePackages(root)
      // The umbrella has nothing of its own: its README says where each name comes from.
      .filter(({ manifest }) => manifest.private !== true && manifest.name !== "clearml-ts")
      .flatMap(({ folder, manifest }) => {
        const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
          exports: Record<string, string | { "@clearml-ts/source": string }>;
        };
        return Object.entries(exports).flatMap(([path, target]) =>
          typeof target === "string"
            ? []
            : [
                {
                  name: join(manifest.name, path).replaceAll("\\", "/"),
                  file: join(folder, target["@clearml-ts/source"]),
                },
              ],
        );
      })
  );
}
