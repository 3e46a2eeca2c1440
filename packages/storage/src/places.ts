import { join } from "node:path";
import { createAzureDriver } from "./drivers/azure/azure-store.ts";
import { UnfinishedUploads } from "./drivers/cloud/unfinished-uploads.ts";
import { createFileDriver } from "./drivers/file/file-driver.ts";
import { createGoogleDriver } from "./drivers/google/google-store.ts";
import { createHttpDriver } from "./drivers/http/http-driver.ts";
import { createS3Driver } from "./drivers/s3/s3-store.ts";
import type { StorageDriver } from "./drivers/storage-driver.ts";
import { UnsupportedSchemeError } from "./errors.ts";
import type { StorageOptions } from "./storage-options.ts";
import { substituteUrl } from "./urls/substitute-url.ts";

/** Where an address leads on this machine. */
export interface Place {
  driver: StorageDriver;
  /** The address, with the substitutions of this machine. */
  url: string;
}

/** The stores that addresses lead to: those of the caller, before those that every storage knows. */
export class Places {
  readonly #drivers: readonly StorageDriver[];
  readonly #substitutions: NonNullable<StorageOptions["pathSubstitution"]>;

  constructor(options: StorageOptions) {
    this.#drivers = [...(options.drivers ?? []), ...builtInDrivers(options)];
    this.#substitutions = options.pathSubstitution ?? [];
  }

  /**
   * Finds the store of an address, as somebody recorded it.
   *
   * @throws {@link UnsupportedSchemeError} when no store has such addresses.
   */
  find(recorded: string): Place {
    const url = substituteUrl(recorded, this.#substitutions);
    const driver = this.#drivers.find((candidate) => candidate.supports(url));
    if (driver === undefined) {
      throw new UnsupportedSchemeError(url);
    }
    return { driver, url };
  }
}

function builtInDrivers(options: StorageOptions): StorageDriver[] {
  const { filesServer, otherFilesServers = [], cacheDir, authorize, fetch, s3 = {}, google = {}, azure = {} } = options;
  const unfinished = new UnfinishedUploads(join(cacheDir, "unfinished_uploads"));
  return [
    createHttpDriver({ filesServers: [filesServer, ...otherFilesServers], authorize, fetch }),
    createS3Driver(s3, unfinished),
    createGoogleDriver(google, unfinished),
    createAzureDriver(azure),
    createFileDriver(),
  ];
}
