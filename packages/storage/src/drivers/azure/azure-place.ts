import { MissingCredentialsError, UnsupportedSchemeError } from "../../errors.ts";
import type { AzureContainerAccess, AzureSettings } from "./azure-settings.ts";

/** Where an `azure://` address leads, and by what right. */
export interface AzurePlace {
  /** Address of the account's service. */
  endpoint: string;
  container: string;
  /** Name of the blob in the container, or the beginning of several names. */
  blob: string;
  access: AzureContainerAccess;
  /** The address without the blob and the slash before it. */
  base: string;
}

/**
 * Finds the account, container and access of an address such as `azure://account.blob.core.windows.net/container/blob`.
 * @throws {@link MissingCredentialsError} when no entry is for the account.
 */
export function findAzurePlace(url: string, { containers = [] }: AzureSettings): AzurePlace {
  const [, host = "", container = "", blob = ""] = /^azure:\/\/([^/]+)\/+([^/]+)\/*(.*)$/is.exec(url) ?? [];
  if (container === "") {
    throw new UnsupportedSchemeError(url);
  }
  const [account] = host.split(".");
  const access = containers.find(
    ({ accountName, containerName }) => accountName === account && (!containerName || containerName === container),
  );
  if (!access?.accountKey && !access?.useDefaultCredential) {
    const missing = "account_name and account_key, or use_default_credential";
    throw new MissingCredentialsError(url, "sdk.azure.storage.containers", missing);
  }
  const endpoint = access.endpoint ?? `https://${host}`;
  return { endpoint, container, blob, access, base: `azure://${host}/${container}` };
}
