/** Refusals that several endpoints share. */
import type { BehaviorId } from './behaviors.ts';
import { errors } from './engine.ts';
import { type Context, refuse } from './http.ts';
import type { Organization, Settings } from './settings.ts';
import type { Profile } from './users.ts';

/** An error for the application, in OAuth's form. A type, so that it fits the engine's result of an interaction. */
export type Refusal = {
  behavior: BehaviorId;
  error: string;
  error_description: string;
};

/** A refusal that the engine turns into its response. */
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

/** Returns why an identified user can't sign in. `organization`: the parameter of /authorize, an ID or a name. */
export function refusalOf(
  { blocked, id, email }: Profile,
  organization: string | undefined,
  settings: Settings,
): Refusal | undefined {
  if (blocked) return USER_BLOCKED;
  const { id: organizationId, members } = findOrganization(organization, settings) ?? {};
  if (members === undefined || members.some((member) => member.toLowerCase() === email)) return undefined;
  return {
    behavior: 'organization-member',
    error: 'access_denied',
    error_description: `user ${id} is not part of the ${organizationId} organization`,
  };
}

/** Finds an organization by ID or, in any case, by name. */
export function findOrganization(wanted: unknown, { organizations }: Settings): Organization | undefined {
  return organizations.find(({ id, name }) => id === wanted || name === String(wanted).toLowerCase());
}

/** Refuses a request of a flow for which Bot Detection is on. Returns whether it did. */
export function refuseSuspicious(
  ctx: Context,
  { botDetection }: Settings,
  flow: keyof Settings['botDetection'],
): boolean {
  if (botDetection[flow] !== true) return false;
  refuse(ctx, 'bot-detection', 401, {
    error: 'requires_verification',
    error_description: 'Suspicious request requires verification',
  });
  return true;
}
