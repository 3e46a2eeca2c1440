/** The system tag of what is archived. */
export const ARCHIVED = "archived";
