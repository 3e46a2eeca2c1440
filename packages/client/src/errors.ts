import { ClearMLError } from "@clearml-ts/protocol";

/** Thrown when the configuration is missing, incomplete or cannot be read. */
export class ConfigError extends ClearMLError {
  override name = "ConfigError";
}

/** Which server a failure was about. */
export interface ServerErrorOptions extends ErrorOptions {
  /** Address of the API server. */
  apiServer: string;
}

/** What a {@link ConnectionError} is made of. */
export interface ConnectionErrorOptions extends ServerErrorOptions {
  /** Whether the same call may succeed later: the server is down or busy, not misconfigured. @default false */
  transient?: boolean;
}

/** Thrown when the API server cannot be reached, or does not answer like one, after all attempts. */
export class ConnectionError extends ClearMLError {
  override name = "ConnectionError";
  /** Address of the API server. */
  readonly apiServer: string;
  /** Whether the same call may succeed later: the server is down or busy, not misconfigured. */
  readonly transient: boolean;

  constructor(message: string, options: ConnectionErrorOptions) {
    super(message, options);
    this.apiServer = options.apiServer;
    this.transient = options.transient ?? false;
  }
}

/** Thrown when the server does not accept the credentials. */
export class AuthenticationError extends ClearMLError {
  override name = "AuthenticationError";
  /** Address of the API server. */
  readonly apiServer: string;

  constructor(message: string, options: ServerErrorOptions) {
    super(message, options);
    this.apiServer = options.apiServer;
  }
}
