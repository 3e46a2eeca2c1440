/** Where connected values are stored, and whether those of the task may replace them. */
export interface TaskConnectOptions {
  /** Section of the parameters, or name of the configuration. @default "General" */
  name?: string;
  /**
   * Keep the values of the program also where the task's would win. A parameter beside the values notes it, which people
   * can switch off on the page.
   * @default false
   */
  ignoreRemoteOverrides?: boolean;
}
