/** Who a program is to Google Cloud Storage. */
export interface GoogleAccess {
  /** Project that the bucket belongs to. */
  project?: string | undefined;
  /** Path of a service account's key file, or its JSON. @default Google's own search: variables, gcloud, the machine's role */
  credentialsJson?: string | undefined;
  /** Address of the service where it is not Google's, but an emulator, which asks for no credentials. */
  endpoint?: string | undefined;
}

/** Access to one bucket, or to a folder in it. */
export interface GoogleBucketAccess extends GoogleAccess {
  bucket: string;
  /** Folder in the bucket. @default all of it */
  subdir?: string | undefined;
}

/** The settings of `gs://` addresses: `sdk.google.storage` of `clearml.conf`. */
export interface GoogleSettings extends GoogleAccess {
  /** Access to buckets of their own. @default none */
  credentials?: readonly GoogleBucketAccess[] | undefined;
}
