/** A JSON schema, as far as the request schemas of the official server go. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** An endpoint of the official server, with the written form of its requests. */
export interface EndpointSchema {
  readonly endpoint: string;
  readonly version: string;
  /** Whether a request is a line of a batch. */
  readonly isBatch: boolean;
  readonly schema: JsonSchema;
}
