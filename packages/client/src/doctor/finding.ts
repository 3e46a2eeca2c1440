/** How something is: `warning` is worth knowing, `problem` keeps programs from working. */
export type ConnectionHealth = "ok" | "warning" | "problem";

/** The result of one check. */
export interface ConnectionFinding {
  /** The name of the check. */
  readonly check: "configuration" | "network" | "login" | "versions" | "clock" | "files";
  readonly status: ConnectionHealth;
  /** The fact that was found. */
  readonly message: string;
  /** The setting that is to blame, and where it is set. */
  readonly setting?: string;
  /** The advice on how to mend it. */
  readonly advice?: string;
}

/** How a connection is. */
export interface ConnectionExamination {
  /** Configuration files that were read. */
  readonly configFiles: readonly string[];
  /** Addresses of the servers, without the passwords that they may hold; undefined where the configuration cannot be read. */
  readonly servers:
    | { readonly apiServer: string; readonly webServer: string; readonly filesServer: string }
    | undefined;
  /** Whether nothing is a problem. */
  readonly healthy: boolean;
  readonly findings: readonly ConnectionFinding[];
}
