/** Endpoints of the `debug` service. Reference: `clearml-server apiserver/services/debug.py`. */
export interface DebugEndpoints {
  /** Says that the server lives and repeats what it was sent; needs no authorization. */
  "debug.ping": { request: Record<string, unknown>; reply: { msg: string; [echoed: string]: unknown } };
}
