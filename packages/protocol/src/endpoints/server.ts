import type { NoFields } from "./change-reply.ts";

/** Endpoints of the `server` service. Reference: `clearml-server apiserver/services/server/__init__.py`. */
export interface ServerEndpoints {
  /** Says what the server is. */
  "server.info": {
    request: NoFields;
    reply: {
      version: string;
      build: string;
      commit: string;
      /** Newest version of the API; from 2.12 on. */
      api_version?: string;
      /** Id of the installation; from 2.8 to 2.11. */
      uid?: string;
    };
  };
  /** Reads statistics about calls. */
  "server.get_stats": {
    request: {
      /** Seconds. */
      interval?: number;
    };
    reply: Record<string, unknown>;
  };
  /** Reads the configuration of the server, or one part of it. */
  "server.config": {
    request: {
      /** Dotted path. */
      path?: string;
    };
    reply: Record<string, unknown>;
  };
  /** Lists the endpoints of the server. */
  "server.endpoints": { request: NoFields; reply: Record<string, unknown> };
  /** Reads, or sets, whether anonymous statistics are sent. */
  "server.report_stats_option": {
    request: { enabled?: boolean };
    reply: {
      supported: boolean;
      enabled?: boolean;
      enabled_time?: string;
      enabled_version?: string;
      enabled_user?: string;
      current_version?: string;
    };
  };
}
