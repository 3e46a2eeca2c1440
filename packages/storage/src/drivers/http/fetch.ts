/** A function that sends a request: the global `fetch`, or the `fetch` of a server in the same process. */
export type Fetch = (request: Request) => Promise<Response>;
