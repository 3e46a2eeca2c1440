import type { LiveServer } from "./live-server.ts";

/** Whether tests run on the server that the environment names, as `pnpm test:official` lets them. */
export const runsOnNamedServer = process.env["CLEARML_TS_TEST_SERVER"] === "environment";

/** The endpoints that create records, and the requests that delete what a test has left. */
const deletions: Readonly<Record<string, (id: string) => Record<string, unknown>>> = {
  "projects.create": (project) => ({ project, force: true, delete_contents: true }),
  "queues.create": (queue) => ({ queue, force: true }),
};

/**
 * Returns the server that the environment names, in place of one that a test would start. Closing it deletes the projects
 * and queues that were made over it, and lets every later request fail; the server itself goes on.
 */
export function namedServer(): LiveServer {
  const cleanups: (() => Promise<Response>)[] = [];
  let isClosed = false;
  return {
    credentials: {},
    env: process.env,
    async fetch(request) {
      if (isClosed) {
        throw new TypeError("fetch failed");
      }
      const response = await fetch(request);
      const endpoint = new URL(request.url).pathname.split("/").at(-1) ?? "";
      const deletion = deletions[endpoint];
      if (deletion && response.ok) {
        const { data } = (await response.clone().json()) as { data: { id: string } };
        const url = request.url.replace(/create$/, "delete");
        const headers = {
          authorization: request.headers.get("authorization") ?? "",
          "content-type": "application/json",
        };
        cleanups.push(() => fetch(url, { method: "POST", headers, body: JSON.stringify(deletion(data.id)) }));
      }
      return response;
    },
    async close() {
      isClosed = true;
      for (const cleanUp of cleanups.splice(0).reverse()) {
        await (await cleanUp()).body?.cancel();
      }
    },
  };
}
