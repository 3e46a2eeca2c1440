import { AuthenticationError, ConnectionError } from "@clearml-ts/client";
import { ApiError } from "@clearml-ts/protocol";
import { StorageError, StorageTimeoutError, UnsupportedSchemeError } from "@clearml-ts/storage";
import { TaskNotFoundError } from "../record/errors.ts";

/** Attempts after the first one of an upload that can be kept on disk: enough for a broken connection, not for an outage. */
export const PATIENT_RETRIES = 2;

/** Answers of a store that say that it will not take the object. */
function isRefusedBy({ status }: StorageError): boolean {
  // 401 is what a token that was revoked gets, 408 and 429 come from a store that is busy.
  return status !== undefined && status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

/** Whether an upload failed for a reason that may pass: the server is away, busy, broken, or does not know the login any more. */
export function mayPass(error: unknown): boolean {
  if (error instanceof StorageError) {
    const isAnswer = error.status !== undefined && !isRefusedBy(error);
    return error.transient || isAnswer || error instanceof StorageTimeoutError;
  }
  if (error instanceof ApiError) {
    return error.resultCode >= 500;
  }
  return error instanceof AuthenticationError || (error instanceof ConnectionError && error.status !== 413);
}

/** Whether an upload will fail in the same way however often it is tried. */
export function isRefusal(error: unknown): error is Error {
  if (error instanceof StorageError) {
    return isRefusedBy(error) || error instanceof UnsupportedSchemeError;
  }
  if (error instanceof ApiError) {
    return error.resultCode < 500;
  }
  return error instanceof TaskNotFoundError || (error instanceof ConnectionError && error.status === 413);
}
