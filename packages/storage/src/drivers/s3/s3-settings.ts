/** Who a program is to a store that speaks S3, and how it is reached. */
export interface S3Access {
  /** Access key. */
  key?: string | undefined;
  /** Secret key. */
  secret?: string | undefined;
  /** Token of a session, which belongs to temporary keys. */
  token?: string | undefined;
  /** Region of the bucket. @default "us-east-1" */
  region?: string | undefined;
  /** Profile of `~/.aws`. */
  profile?: string | undefined;
  /** Whether AWS's own search finds the keys: variables, `~/.aws`, the role of the machine. @default false */
  useCredentialsChain?: boolean | undefined;
  /** Whether a host is reached by https. @default true */
  secure?: boolean | undefined;
  /** Whether the host must show a trusted certificate, or the path of a PEM file of further authorities. @default true */
  verify?: boolean | string | undefined;
  /** Whether pieces of a large object are sent side by side. @default true */
  multipart?: boolean | undefined;
  /** Further parameters of each upload, such as `ServerSideEncryption`. */
  extraArgs?: Readonly<Record<string, unknown>> | undefined;
}

/** Access to one bucket, or to all buckets of one host. */
export interface S3BucketAccess extends S3Access {
  /** Name of the bucket. @default every bucket of the host */
  bucket?: string | undefined;
  /** Host and port of a store that is not Amazon's, such as `minio.example.com:9000`. @default Amazon */
  host?: string | undefined;
}

/** The settings of `s3://` addresses: `sdk.aws.s3` and `sdk.aws.boto3` of `clearml.conf`. */
export interface S3Settings extends S3Access {
  /** Access to buckets and hosts of their own. @default none */
  credentials?: readonly S3BucketAccess[] | undefined;
  /** Pieces of one object on their way at one time. @default 8 */
  maxConcurrency?: number | undefined;
  /** Bytes from which an object goes in pieces. @default 8 MiB */
  multipartThreshold?: number | undefined;
  /** Bytes of a piece. @default 8 MiB */
  partSize?: number | undefined;
  /** How the bucket stands in the address of a request. @default "path" for hosts, "virtual" at Amazon */
  addressingStyle?: "path" | "virtual" | undefined;
}
