/** An endpoint as a path names it; `version` is absent when the path names none. */
export interface EndpointPath {
  readonly name: string;
  readonly version: string | undefined;
}

/** Reads `/v2.9/tasks.get_all`, with or without the version and with or without a slash behind; `undefined` when it is something else. */
export function parseEndpointPath(pathname: string): EndpointPath | undefined {
  const match = /^\/*(?:v(\d+\.?\d+)\/+)?([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)\/*$/i.exec(pathname);
  const name = match?.[2];
  return name === undefined ? undefined : { name, version: match?.[1] };
}
