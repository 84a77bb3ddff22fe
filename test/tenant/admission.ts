/** Who is refused although they have shown who they are. */
import { findOrganization, isMember } from './organizations.ts';
import type { Settings } from './settings.ts';
import type { Profile } from './users.ts';

/** An error for the application, in OAuth's form. */
export interface Refusal {
  error: string;
  error_description: string;
}

export const USER_BLOCKED: Refusal = { error: 'unauthorized', error_description: 'user is blocked' };

/** `organization`: the parameter of /authorize, an id or a name. */
export function refusalOf(
  profile: Profile,
  organization: string | undefined,
  settings: Settings,
): Refusal | undefined {
  if (profile.blocked) return USER_BLOCKED;
  if (profile.refusedByRule !== null) {
    return { error: 'unauthorized', error_description: profile.refusedByRule };
  }
  const group =
    organization === undefined ? undefined : findOrganization(organization, settings.organizations);
  if (group !== undefined && !isMember(profile, group)) {
    // The words are as people report them; Auth0 documents none.
    return {
      error: 'access_denied',
      error_description: `user ${profile.id} is not part of the ${group.id} organization`,
    };
  }
  return undefined;
}
