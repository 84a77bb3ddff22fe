/** Who is refused although they have shown who they are. */
import type { BehaviorId } from './behaviors.ts';
import { errors } from './engine.ts';
import { findOrganization, isMember } from './organizations.ts';
import type { Settings } from './settings.ts';
import type { Profile } from './users.ts';

/** An error for the application, in OAuth's form. A type, so that it fits the engine's result of a step. */
export type Refusal = {
  behavior: BehaviorId;
  error: string;
  error_description: string;
};

/** The same, as an error that the engine turns into its answer. */
export class Refused extends errors.CustomOIDCProviderError {
  readonly behavior: BehaviorId;
  constructor({ behavior, error, error_description }: Refusal, status = 400) {
    super(error, error_description);
    this.behavior = behavior;
    this.status = status;
    this.statusCode = status;
  }
}

export const USER_BLOCKED: Refusal = {
  behavior: 'user-blocked',
  error: 'unauthorized',
  error_description: 'user is blocked',
};

/** `organization`: the parameter of /authorize, an id or a name. */
export function refusalOf(
  profile: Profile,
  organization: string | undefined,
  settings: Settings,
): Refusal | undefined {
  if (profile.blocked) return USER_BLOCKED;
  const group =
    organization === undefined ? undefined : findOrganization(organization, settings.organizations);
  if (group !== undefined && !isMember(profile, group)) {
    return {
      behavior: 'organization-member',
      error: 'access_denied',
      error_description: `user ${profile.id} is not part of the ${group.id} organization`,
    };
  }
  return undefined;
}
