/** Bot Detection: where the tenant takes every request for suspicious. */
import { type Context, refuse } from './http.ts';
import type { Settings } from './settings.ts';

/** `code`: a code by email or SMS. */
export type BotDetection = Record<'signIn' | 'signUp' | 'passwordReset' | 'code', boolean>;

/** Refuses a request of a flow that is under suspicion. Returns whether it did. */
export function refuseSuspicious(
  ctx: Context,
  { botDetection }: Settings,
  flow: keyof BotDetection,
): boolean {
  if (botDetection[flow] !== true) return false;
  refuse(ctx, 'bot-detection', 401, {
    error: 'requires_verification',
    error_description: 'Suspicious request requires verification',
  });
  return true;
}
