/**
 * The header that names a call which changes something, so that the embedded server does it once however often it is sent. The
 * official server and the Python SDK do not know it.
 */
export const IDENTITY_HEADER = "x-clearml-ts-identity";
