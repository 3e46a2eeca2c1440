/** The parts of a server that a live connection uses; `startServer()` of the embedded server returns such a one. */
export interface LiveServer {
  /** Options that tell `connect()` where the server is and who connects. */
  readonly credentials: object;
  /** Environment of its connections, for settings that are not options. @default an empty one */
  readonly env?: NodeJS.ProcessEnv;
  /** Answers a request to the API or the file server. */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}
