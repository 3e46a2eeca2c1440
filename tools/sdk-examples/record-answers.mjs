import { subscribe } from "node:diagnostics_channel";
import { appendFileSync } from "node:fs";

/** Loaded into the server before its own code, with `?file=`: notes there every answer that is an error, on any port. */
const file = new URL(import.meta.url).searchParams.get("file") ?? "";

subscribe("http.server.response.finish", (message) => {
  const { request, response } = /** @type {import("node:http").IncomingMessage & any} */ (message);
  if (response.statusCode >= 400) {
    appendFileSync(file, `${response.statusCode} ${request.url}\n`);
  }
});
