import type { Connection } from "@clearml-ts/client";

/** The variables by which a child process finds the server of a connection, and the task that it is to run. */
export function childEnvironment({ config }: Connection, taskId: string): Record<string, string> {
  const { apiServer, webServer, filesServer, credentials, cacheDir, workerName } = config;
  return {
    CLEARML_API_HOST: apiServer,
    CLEARML_WEB_HOST: webServer,
    CLEARML_FILES_HOST: filesServer,
    ...(credentials.kind === "keys"
      ? { CLEARML_API_ACCESS_KEY: credentials.accessKey, CLEARML_API_SECRET_KEY: credentials.secretKey }
      : { CLEARML_AUTH_TOKEN: credentials.token }),
    CLEARML_CACHE_DIR: cacheDir,
    CLEARML_WORKER_NAME: workerName,
    CLEARML_TASK_ID: taskId,
  };
}
