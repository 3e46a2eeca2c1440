import { fileURLToPath } from "node:url";
import { loadBundler } from "./load-bundler.ts";

let text: Promise<string> | undefined;

/** Returns the small program that fetches a larger one from its task and starts it. */
export function launcherText(): Promise<string> {
  text ??= compile();
  text.catch(() => {
    text = undefined;
  });
  return text;
}

async function compile(): Promise<string> {
  const { build } = await loadBundler();
  // TypeScript beside the sources, and JavaScript beside the build. Not asked before: a bundle that is CommonJS has no address.
  const launcher = import.meta.url.endsWith(".ts") ? "../launcher/main.ts" : "./launcher.js";
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(launcher, import.meta.url))],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: "// Fetches the program from the task's artifact and starts it." },
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}
