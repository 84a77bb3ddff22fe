/** Organizations: the groups that people sign in as members of. */

export interface Organization {
  /** `org_` and anything. */
  readonly id: string;
  /** In lower case, as Auth0 has it. */
  readonly name: string;
  /** Email addresses or user ids. Without it, every user is a member. */
  readonly members?: readonly string[];
}

/** By id or, in any case, by name. */
export function findOrganization(
  wanted: string,
  organizations: readonly Organization[],
): Organization | undefined {
  return organizations.find(({ id, name }) => id === wanted || name === wanted.toLowerCase());
}

export function isMember(
  { id, email }: { id: string; email: string | null },
  { members }: Organization,
): boolean {
  if (members === undefined) return true;
  return members.includes(id) || (email !== null && members.some((member) => member.toLowerCase() === email));
}
