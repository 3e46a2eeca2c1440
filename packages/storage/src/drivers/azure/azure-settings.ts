/** Access to one account of Azure Blob Storage, or to one container of it. */
export interface AzureContainerAccess {
  /** Name of the account: the beginning of the host in its addresses. */
  accountName: string;
  /** Key of the account. @default none */
  accountKey?: string | undefined;
  /** Whether Azure's own search finds who the program is: variables, the machine's identity, `az login`. @default false */
  useDefaultCredential?: boolean | undefined;
  /** Name of the container. @default every container of the account */
  containerName?: string | undefined;
  /** Address of the account where it is not `https://` and the host of the object's address: an emulator, for one. */
  endpoint?: string | undefined;
}

/** The settings of `azure://` addresses: `sdk.azure.storage` of `clearml.conf`. */
export interface AzureSettings {
  /** Access to accounts and containers; the first that fits counts. @default none */
  containers?: readonly AzureContainerAccess[] | undefined;
  /** Pieces of one object on their way at one time. @default 8 */
  maxConnections?: number | undefined;
}
