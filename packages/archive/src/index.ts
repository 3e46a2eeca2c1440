export { anySignal } from "./any-signal.ts";
export { type CreateZipOptions, createZip, type ZipEntry } from "./create-zip.ts";
export {
  ArchiveError,
  type ArchiveExcess,
  ArchiveTooLargeError,
  DamagedEntryError,
  UnreadableFileError,
  UnsafeArchiveError,
} from "./errors.ts";
export { extractTarGz } from "./extract-tar.ts";
export { type ExtractOptions, extractZip } from "./extract-zip.ts";
export { formatSize } from "./format-size.ts";
export { md5, sha256, sha256File } from "./hash.ts";
export { type FilePlaces, fileBeside, installedModule } from "./installed-module.ts";
export { copyFiles } from "./threads/copy-files.ts";
export { digestParts } from "./threads/digest-file.ts";
export { type FileToHash, hashFiles, measureFiles } from "./threads/hash-files.ts";
export type { FileFault, FilePart, FileToCopy, FolderContent } from "./threads/job-types.ts";
export { lookIntoFolders, NOT_A_FILE } from "./threads/look-into-folders.ts";
export type { ThreadOptions } from "./threads/run-jobs.ts";
export { type WriteNewFileOptions, writeNewFile } from "./write-new-file.ts";
export { type UnpackFilesOptions, type UnpackOptions, unpackFiles } from "./zip/read/unpack-files.ts";
export { type UnpackStreamOptions, unpackStream } from "./zip/read/unpack-stream.ts";
export type { WantedFile } from "./zip/read/wanted-file.ts";
export { WantedFiles } from "./zip/read/wanted-files.ts";
export { type CompressedFile, type CompressOptions, compressFiles } from "./zip/write/compress-files.ts";
export type { FileDigest, FileToZip } from "./zip/write/file-to-zip.ts";
export { type WrittenZip, type ZipPart, type ZipSummary, ZipWriter } from "./zip/write/zip-writer.ts";
