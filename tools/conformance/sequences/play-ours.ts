import { type Server, startServer } from "@clearml-ts/server";
import type { Answer, Call, Sequence } from "./sequence.ts";

/** Plays a sequence on an embedded server of its own. */
export async function playOurs({ calls }: Sequence): Promise<Answer[]> {
  await using server = await startServer({ database: ":memory:", listen: false });
  const kept = new Map<string, string>();
  const answers: Answer[] = [];
  for (const call of calls) {
    const answer = await answerOf(server, call, filled(call.data, kept));
    for (const [field, name] of Object.entries(call.keep)) {
      const value = (answer.data as Record<string, unknown> | null)?.[field];
      if (typeof value === "string") {
        kept.set(name, value);
      }
    }
    answers.push(answer);
  }
  return answers;
}

async function answerOf(server: Server, { endpoint, version }: Call, data: unknown): Promise<Answer> {
  const { accessKey, secretKey } = server.credentials;
  const isBatch = Array.isArray(data);
  const response = await server.fetch(
    new Request(`${server.urls.api}/v${version}/${endpoint}`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString("base64")}`,
        "content-type": isBatch ? "application/json-lines" : "application/json",
      },
      body: isBatch ? data.map((item) => JSON.stringify(item)).join("\n") : JSON.stringify(data),
    }),
  );
  const text = await response.text();
  if (!response.headers.get("content-type")?.includes("json")) {
    return { code: `${response.status}/0`, message: "", data: null };
  }
  const { meta, data: reply } = JSON.parse(text);
  return { code: `${meta.result_code}/${meta.result_subcode}`, message: meta.result_msg, data: reply };
}

/** Puts the ids that earlier calls left in place of their names. */
function filled(value: unknown, kept: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") {
    return kept.get(value) ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => filled(item, kept));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [kept.get(name) ?? name, filled(item, kept)]),
    );
  }
  return value;
}
