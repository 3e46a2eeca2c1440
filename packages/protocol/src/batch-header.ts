/**
 * The header that names a batch, so that the embedded server stores it once however often it is sent. The official server and the
 * Python SDK do not know it.
 */
export const BATCH_HEADER = "x-clearml-ts-batch";
