/** What roles need to know about people; the auth module answers. */
export abstract class EnabledUsers {
  /** Those of the ids that belong to a person who may sign in. */
  abstract enabledAmong(userIds: readonly string[]): Promise<string[]>;
}
