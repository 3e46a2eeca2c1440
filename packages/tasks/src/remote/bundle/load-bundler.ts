import type * as Esbuild from "esbuild";
import { BundlerNotFoundError } from "../errors.ts";

/** In a variable, so that no bundler that packs this module goes looking for it. */
const BUNDLER = "esbuild";

/**
 * Loads esbuild, which only those need who send programs away.
 *
 * @throws {@link BundlerNotFoundError} when it is not installed.
 */
export async function loadBundler(): Promise<typeof Esbuild> {
  try {
    return (await import(/* @vite-ignore */ BUNDLER)) as typeof Esbuild;
  } catch (cause) {
    throw new BundlerNotFoundError({ cause });
  }
}
