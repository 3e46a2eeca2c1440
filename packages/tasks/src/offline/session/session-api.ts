import { OfflineError } from "@clearml-ts/client";
import { type EndpointName, isBatchEndpoint } from "@clearml-ts/protocol";
import type { Fetch } from "@clearml-ts/storage";
import type { SessionAnswers } from "./session-answers.ts";

/** Addresses of servers that are not there: `.invalid` is the name of no host. */
export const OFFLINE_SERVERS = {
  apiServer: "http://api.offline.invalid",
  webServer: "http://app.offline.invalid",
  filesServer: "http://files.offline.invalid",
};

/** Makes a fetch function that gives the answers of sessions, and refuses all that would need a network. */
export function sessionApi(answers: SessionAnswers): Fetch {
  return async (request) => {
    const { origin, pathname } = new URL(request.url);
    const endpoint = pathname.replace(/^\/(?:v[\d.]+\/)?/, "") as EndpointName;
    const answer = origin === OFFLINE_SERVERS.apiServer ? answers[endpoint] : undefined;
    if (!answer) {
      throw new OfflineError(origin === OFFLINE_SERVERS.apiServer ? endpoint : origin + pathname);
    }
    const data = await (answer as (body: unknown) => Promise<unknown>)(bodyOf(endpoint, await request.text()));
    return Response.json({ meta: { result_code: 200, result_subcode: 0, result_msg: "OK" }, data });
  };
}

function bodyOf(endpoint: EndpointName, text: string): unknown {
  return isBatchEndpoint(endpoint) ? text.split("\n").map((line) => JSON.parse(line) as unknown) : JSON.parse(text);
}
