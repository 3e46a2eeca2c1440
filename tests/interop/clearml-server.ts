import type { Server } from "@clearml-ts/server";

/** Where a server is, and a key pair that it accepts. */
export interface ServerAddress {
  api: string;
  web: string;
  files: string;
  accessKey: string;
  secretKey: string;
}

/** The address of a server in this process. */
export function addressOf({ urls, credentials: { accessKey, secretKey } }: Server): ServerAddress {
  return { ...urls, accessKey, secretKey };
}

/** The variables by which programs of either language are pointed at a server. */
export function clearmlVariables({ api, web, files, accessKey, secretKey }: ServerAddress): Record<string, string> {
  return {
    CLEARML_API_HOST: api,
    CLEARML_WEB_HOST: web,
    CLEARML_FILES_HOST: files,
    CLEARML_API_ACCESS_KEY: accessKey,
    CLEARML_API_SECRET_KEY: secretKey,
  };
}
