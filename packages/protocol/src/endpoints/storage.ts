import type { NoFields, UpdatedReply } from "./change-reply.ts";

/** How to reach one bucket of S3 or of a server like it. */
export interface AwsBucketSettings {
  bucket?: string;
  subdir?: string;
  host?: string;
  key?: string;
  secret?: string;
  token?: string;
  /** @default true */
  multipart?: boolean;
  acl?: string;
  /** @default true */
  secure?: boolean;
  region?: string;
  /** @default true */
  verify?: boolean;
  use_credentials_chain?: boolean;
}

/** How to reach S3. */
export interface AwsSettings {
  key?: string;
  secret?: string;
  region?: string;
  token?: string;
  use_credentials_chain?: boolean;
  buckets?: AwsBucketSettings[];
}

/** How to reach one bucket of Google Cloud Storage. */
export interface GoogleBucketSettings {
  bucket?: string;
  subdir?: string;
  project?: string;
  credentials_json?: string;
}

/** How to reach Google Cloud Storage. */
export interface GoogleSettings {
  project?: string | null;
  credentials_json?: string | null;
  buckets?: GoogleBucketSettings[];
}

/** How to reach Azure Blob Storage. */
export interface AzureSettings {
  containers?: { account_name: string; account_key: string; container_name?: string }[];
}

/** Cloud credentials that the server keeps. */
export interface StorageSettings {
  aws?: AwsSettings;
  google?: GoogleSettings;
  azure?: AzureSettings;
}

/** Endpoints of the `storage` service. Reference: `clearml-server apiserver/services/storage.py`. */
export interface StorageEndpoints {
  /** Reads the cloud credentials. */
  "storage.get_settings": {
    request: NoFields;
    reply: { settings: StorageSettings & { last_update?: string | null } };
  };
  /** Replaces the sections that are given. */
  "storage.set_settings": { request: StorageSettings; reply: UpdatedReply };
  /** Clears sections. */
  "storage.reset_settings": { request: { keys?: readonly (keyof StorageSettings)[] }; reply: UpdatedReply };
}
