import { ClearMLError } from "@clearml-ts/protocol";
import { publicAddress } from "./config/public-address.ts";

/** Thrown when the configuration is missing, incomplete or cannot be read. */
export class ConfigError extends ClearMLError {
  override name = "ConfigError";
}

/** Options of errors about one server. */
export interface ServerErrorOptions extends ErrorOptions {
  /** Address of the API server. */
  apiServer: string;
}

/** Options of a {@link ConnectionError}. */
export interface ConnectionErrorOptions extends ServerErrorOptions {
  /** Whether the same call may succeed later: the server is down or busy, not misconfigured. @default false */
  transient?: boolean;
  /** HTTP status of an answer that is not one of an API server. @default none: there was no answer */
  status?: number;
}

/** Thrown when the API server cannot be reached, or does not answer like one, after all attempts. */
export class ConnectionError extends ClearMLError {
  override name = "ConnectionError";
  /** Address of the API server, without the name and password that it may hold. */
  readonly apiServer: string;
  /** Whether the same call may succeed later: the server is down or busy, not misconfigured. */
  readonly transient: boolean;
  /** HTTP status of an answer that is not one of an API server: 413 comes from a proxy with a limit for bodies. */
  readonly status: number | undefined;

  constructor(message: string, options: ConnectionErrorOptions) {
    super(message, options);
    this.apiServer = publicAddress(options.apiServer);
    this.transient = options.transient ?? false;
    this.status = options.status;
  }
}

/** The call that took too long. */
export interface CallTimeoutErrorOptions extends ServerErrorOptions {
  /** Milliseconds that the call was given. */
  timeout: number;
}

/** Thrown when a call is not answered in its time, all attempts included. */
export class CallTimeoutError extends ConnectionError {
  override name = "CallTimeoutError";
  /** Milliseconds that the call was given. */
  readonly timeout: number;

  constructor(
    /** Name of the endpoint. */
    readonly endpoint: string,
    { timeout, ...options }: CallTimeoutErrorOptions,
  ) {
    const message = `${publicAddress(options.apiServer)} did not answer ${endpoint} completely within ${timeout / 1000} s. Try again later, or pass a longer timeout.`;
    super(message, { ...options, transient: true });
    this.timeout = timeout;
  }
}

/** The operation whose calls took too long together. */
export interface OperationTimeoutErrorOptions extends ServerErrorOptions {
  /** The operation, such as `dataset.finalize()`. */
  operation: string;
  /** Milliseconds that its calls were given together. */
  timeout: number;
}

/** Thrown when the calls of one operation take longer together than it was given. */
export class OperationTimeoutError extends ConnectionError {
  override name = "OperationTimeoutError";
  /** The operation, such as `dataset.finalize()`. */
  readonly operation: string;
  /** Milliseconds that its calls were given together. */
  readonly timeout: number;

  constructor({ operation, timeout, ...options }: OperationTimeoutErrorOptions) {
    const message = `${publicAddress(options.apiServer)} did not answer the calls of ${operation} within ${timeout / 1000} s. Try again later, or connect with a longer timeout.`;
    super(message, { ...options, transient: true });
    this.operation = operation;
    this.timeout = timeout;
  }
}

/** Thrown when the server does not accept the credentials. */
export class AuthenticationError extends ClearMLError {
  override name = "AuthenticationError";
  /** Address of the API server, without the name and password that it may hold. */
  readonly apiServer: string;

  constructor(message: string, options: ServerErrorOptions) {
    super(message, options);
    this.apiServer = publicAddress(options.apiServer);
  }
}

/** Thrown when a program that works offline asks for something that only a server has. */
export class OfflineError extends ClearMLError {
  override name = "OfflineError";

  constructor(
    /** The call, method or address that was asked for, such as `events.get_task_log`. */
    readonly asked: string,
    options?: ErrorOptions,
  ) {
    super(
      `${asked} needs a server, and this program works offline (Task.setOffline, CLEARML_OFFLINE_MODE). Import its session first, and do it online then.`,
      options,
    );
  }
}
