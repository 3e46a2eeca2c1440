export { type Agent, startAgent } from "./agent.ts";
export type { AgentEvent } from "./agent-event.ts";
export { AgentFolderError } from "./errors.ts";
export type { AgentOptions } from "./options.ts";
