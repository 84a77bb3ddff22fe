/** Types of library modules that tests compare ours with. */
declare module 'auth0-lock/lib/engine/classic' {
  export function matchesEnterpriseConnection(model: LockModel, address: string): boolean;
}

declare module 'auth0-lock/lib/connection/enterprise' {
  export function isHRDActive(model: LockModel): boolean;
}

declare module 'auth0-lock/lib/connection/passwordless/index' {
  export function setPasswordlessStarted(model: LockModel, started: boolean): LockModel;
}

declare module 'auth0-lock/lib/field/phone_number' {
  export function initLocation(model: LockModel, country: string): LockModel;
  export function setPhoneNumber(model: LockModel, value: string): LockModel;
  export function phoneNumberWithDiallingCode(model: LockModel): string;
}
