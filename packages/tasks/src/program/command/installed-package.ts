import { readFile, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";

/** A package in a `node_modules` folder. */
export interface InstalledPackage {
  /** The name by which it is imported. */
  name: string;
  folder: string;
  /** The exact version as npm takes it, or the package behind an alias. */
  version: string;
  /** Whether it needs files that are made for one kind of machine. */
  isNative: boolean;
}

/** The parts of a manifest that tell what a package needs. */
interface Manifest {
  name?: string;
  version?: string;
  gypfile?: boolean;
  binary?: unknown;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** Packages that load compiled code for the package which depends on them. */
const LOADERS =
  /^(bindings|node-gyp-build|prebuild-install|node-addon-api|@neon-rs\/load|(@mapbox\/)?node-pre-gyp|cmake-js)$/;

/** Names such as `@esbuild/linux-x64`: the same code once for each kind of machine. */
const PLATFORM = /(linux|darwin|win32|freebsd|android).*(x64|arm64|arm|ia32)/;

const FOLDER = `${sep}node_modules${sep}`;

/** Returns the name and the folder of the installed package that a file belongs to; undefined for a file of one's own. */
export function packageOfFile(path: string): { name: string; folder: string } | undefined {
  const at = path.lastIndexOf(FOLDER);
  if (at < 0) {
    return undefined;
  }
  const [first = "", second = ""] = path.slice(at + FOLDER.length).split(sep);
  const name = first.startsWith("@") ? `${first}/${second}` : first;
  return { name, folder: path.slice(0, at + FOLDER.length) + name.replace("/", sep) };
}

/** Finds a package as a module in a folder would; undefined when it is not installed. */
export async function findInstalled(name: string, from: string): Promise<InstalledPackage | undefined> {
  const folder = join(from, "node_modules", name);
  const found = await readInstalled({ name, folder });
  const parent = dirname(from);
  return found ?? (parent === from ? undefined : findInstalled(name, parent));
}

/** Reads the manifest of a package; undefined when the folder has none. */
export async function readInstalled({
  name,
  folder,
}: {
  name: string;
  folder: string;
}): Promise<InstalledPackage | undefined> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  if (text === undefined) {
    return undefined;
  }
  const manifest = JSON.parse(text) as Manifest;
  const { version = "*" } = manifest;
  return {
    name,
    folder,
    version: manifest.name === undefined || manifest.name === name ? version : `npm:${manifest.name}@${version}`,
    isNative: needsCompiledCode(manifest) || (await isFile(join(folder, "binding.gyp"))),
  };
}

/** Whether a manifest shows that the package has compiled code. */
export function needsCompiledCode({ gypfile, binary, dependencies, optionalDependencies }: Manifest): boolean {
  return (
    gypfile === true ||
    binary !== undefined ||
    Object.keys(dependencies ?? {}).some((name) => LOADERS.test(name)) ||
    Object.keys(optionalDependencies ?? {}).some((name) => PLATFORM.test(name))
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isFile(),
    () => false,
  );
}
