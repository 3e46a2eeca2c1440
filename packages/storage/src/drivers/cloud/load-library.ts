import { MissingLibraryError } from "../../errors.ts";

/**
 * Loads the library of a vendor, which only those need who use its store.
 * @throws {@link MissingLibraryError} when it is not installed.
 */
export async function loadLibrary<Library>(name: string, url: string): Promise<Library> {
  try {
    // The name is a variable, so that no bundler that packs this module goes looking for it.
    return (await import(/* @vite-ignore */ name)) as Library;
  } catch (cause) {
    throw new MissingLibraryError(url, name, { cause });
  }
}
