/** The changes to a request. */
export interface Alteration {
  readonly url?: URL | string;
  readonly headers?: Headers;
}

/**
 * The same request at another address or with other headers. Its body is handed on as it is: a request that is made of a request
 * pipes it, and what nobody reads of a pipe stays in it, with the connection waiting behind.
 */
export function alterRequest(request: Request, { url = request.url, headers = request.headers }: Alteration): Request {
  const { method, body, signal } = request;
  return new Request(url, { method, headers, signal, ...(body && { body, duplex: "half" as const }) });
}
