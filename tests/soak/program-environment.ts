import type { ServerAddress } from "../interop/fixtures/clearml-server.ts";

/** The variables by which a program finds a server, with a home and a cache of its own. */
export function programEnvironment(
  { api, web, files, accessKey, secretKey }: ServerAddress,
  cacheDir: string,
): Record<string, string> {
  return {
    HOME: cacheDir,
    CLEARML_API_HOST: api,
    CLEARML_WEB_HOST: web,
    CLEARML_FILES_HOST: files,
    CLEARML_API_ACCESS_KEY: accessKey,
    CLEARML_API_SECRET_KEY: secretKey,
    CLEARML_CACHE_DIR: cacheDir,
  };
}
