import type { Fetch } from "./fetch.ts";

/** A file server of a few lines, for the faults that a real one does not have on demand. */
export interface FakeFilesServer {
  fetch: Fetch;
  url: string;
  /** Requests seen, oldest first, with their header lines and, for uploads, the names and types of their parts. */
  seen: Request[];
  /** Faults that the next requests get instead of an answer: a status, an error to throw, or another answer. */
  faults: (number | Error | Response)[];
  objects: Map<string, Uint8Array>;
  parts: { name: string; filename: string; type: string }[];
}

/** Makes a file server that lives in memory and fails as told. */
export function fakeFilesServer(url = "http://files.test:8081"): FakeFilesServer {
  const server: FakeFilesServer = { url, seen: [], faults: [], objects: new Map(), parts: [], fetch: answer };

  async function answer(request: Request): Promise<Response> {
    server.seen.push(request);
    const fault = server.faults.shift();
    if (fault instanceof Error) {
      throw fault;
    }
    if (fault !== undefined) {
      return fault instanceof Response ? fault : new Response("fault", { status: fault });
    }
    const { pathname } = new URL(request.url);
    if (request.method === "POST") {
      return await store(request);
    }
    const path = decodeURIComponent(pathname);
    const object = server.objects.get(path);
    if (object === undefined) {
      return new Response("not found", { status: 404 });
    }
    if (request.method === "DELETE") {
      server.objects.delete(path);
    }
    const body = request.method === "GET" ? new Blob([object]) : null;
    return new Response(body, { headers: { "content-length": String(object.length) } });
  }

  async function store(request: Request): Promise<Response> {
    for (const [name, file] of await request.formData()) {
      if (typeof file === "string") {
        continue;
      }
      server.parts.push({ name, filename: file.name, type: file.type });
      server.objects.set(name, new Uint8Array(await file.arrayBuffer()));
    }
    return Response.json([]);
  }

  return server;
}
