/**
 * `latchkey/options`: the settings of the user and of the administrator, and the choice of a tenant in a configurable build.
 * For the extension's own pages.
 */
export { extensionName } from './browser/manifest.ts';
export { canNotify, requestNotifications } from './browser/notification.ts';
export { createCoalescedRefresh } from './coalesce.ts';
export { formatChoice } from './locales/choice-messages.ts';
export type { Options } from './settings/options.ts';
export type { ManagedName, Settings } from './settings/settings.ts';
export { type ChosenTenant, tidyDomain } from './settings/values.ts';
export { createSettingsStore, type SettingsStore } from './storage/settings-store.ts';
export {
  type ChoiceOutcome,
  createTenantChoice,
  type TenantChoice,
  type TenantFacts,
  type TenantField,
} from './use-cases/choose-tenant.ts';
