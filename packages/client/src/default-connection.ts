import { type Connection, connect } from "./connect.ts";

let shared: Promise<Connection> | undefined;

/**
 * Returns the connection of this process, made from the environment and `clearml.conf` the first time it is asked for.
 * After it was closed, the next caller gets a new one.
 * @throws what {@link connect} throws; the next caller tries again
 */
export function defaultConnection(): Promise<Connection> {
  if (shared !== undefined) {
    return shared;
  }
  const opening = connect().then((connection) => forgetWhenClosed(connection));
  const forget = () => {
    if (shared === opening) {
      shared = undefined;
    }
  };
  opening.catch(forget);
  shared = opening;
  return opening;

  function forgetWhenClosed(connection: Connection): Connection {
    const close = async () => {
      forget();
      await connection.close();
    };
    return { ...connection, close, [Symbol.asyncDispose]: close };
  }
}
