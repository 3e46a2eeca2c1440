export { type CreateZipOptions, createZip, type ZipEntry, type ZipSummary } from "./create-zip.ts";
export { ArchiveError, type ArchiveExcess, ArchiveTooLargeError, UnsafeArchiveError } from "./errors.ts";
export { type ExtractZipOptions, extractZip } from "./extract-zip.ts";
export { formatSize } from "./format-size.ts";
export { md5, sha256, sha256File } from "./hash.ts";
export { type WriteNewFileOptions, writeNewFile } from "./write-new-file.ts";
