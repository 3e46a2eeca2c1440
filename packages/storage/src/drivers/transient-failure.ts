/** Answers of a busy or restarting server, which a later attempt may not get. */
const BUSY = new Set([408, 429, 502, 503, 504, 509]);

/** Codes of connections that were refused, cut or lost their way. */
const CONNECTION_CODE =
  /^(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_\w+|REQUEST_SEND_ERROR)$/;
const CONNECTION_NAME = /^(?:TimeoutError|RequestTimeout|NetworkingError)$/;

/** Tells whether a server that answers so is busy. */
export function isBusy(status: number): boolean {
  return BUSY.has(status);
}

/** Tells whether a failure of a cloud store may pass: by its status where it answered, by the kind of error where it did not. */
export function mayPass(error: unknown, status: number | undefined): boolean {
  if (status !== undefined) {
    // Their vendors ask to try again after a 500, too.
    return status === 500 || isBusy(status);
  }
  const { code, name, cause } = Object(error) as { code?: unknown; name?: unknown; cause?: unknown };
  const isConnection = CONNECTION_CODE.test(String(code)) || CONNECTION_NAME.test(String(name));
  return isConnection || (cause !== undefined && cause !== error && mayPass(cause, undefined));
}
