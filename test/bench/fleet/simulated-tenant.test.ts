import { describe, expect, it } from 'vitest';
import { type Extent, WEEK } from './scenario.ts';
import { SimulatedTenant } from './simulated-tenant.ts';
import { DAY, HOUR, MINUTE, SECOND } from './times.ts';
import { Traffic } from './traffic.ts';

const EXTENT: Extent = { ...WEEK, installs: 1, seed: 1, warmUpDays: 0 };

/** A tenant that heard two requests each second of Tuesday, and four in the hour from seven. */
function tenantOnWednesday() {
  const traffic = new Traffic(0, 7 * DAY);
  for (let now = DAY; now < 2 * DAY; now += SECOND) {
    const isRush = now >= DAY + 7 * HOUR && now < DAY + 8 * HOUR;
    for (let request = 0; request < (isRush ? 4 : 2); request += 1) traffic.count(now);
  }
  const tenant = new SimulatedTenant(traffic, EXTENT);
  tenant.beginDay(2);
  return tenant;
}

describe('the simulated tenant', () => {
  it('has no trouble until it has chosen its moments', () => {
    const tenant = new SimulatedTenant(new Traffic(0, 7 * DAY), EXTENT);
    tenant.beginDay(1);
    expect(tenant.answer(2 * DAY + 7.5 * HOUR)).toEqual({ ok: true });
  });

  it('is away for ten minutes on Wednesday, in the hour that was the busiest on Tuesday', () => {
    const tenant = tenantOnWednesday();
    const { away } = tenant.troubles;
    expect(away).toBe(2 * DAY + 7.5 * HOUR);
    expect(tenant.answer(away - 1)).toEqual({ ok: true });
    expect(tenant.answer(away)).toEqual({ ok: false, retryAfter: null });
    expect(tenant.answer(away + 10 * MINUTE - 1)).toEqual({ ok: false, retryAfter: null });
    expect(tenant.answer(away + 10 * MINUTE)).toEqual({ ok: true });
  });

  it('does half of the mean rate for ten minutes on Thursday, and asks the others for a minute', () => {
    const tenant = tenantOnWednesday();
    const { busy } = tenant.troubles;
    const answers = Array.from({ length: 6_000 }, (_, tenth) => tenant.answer(busy + tenth * (SECOND / 10)));
    const served = answers.filter(({ ok }) => ok).length;
    expect(busy).toBe(3 * DAY + 7.5 * HOUR);
    expect(served / 600).toBeCloseTo(1, 1);
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, retryAfter: MINUTE });
    expect(tenant.answer(busy + 10 * MINUTE)).toEqual({ ok: true });
  });

  it('lets a day be gone through at once, but for the seconds in which it is too busy', () => {
    const tenant = tenantOnWednesday();
    const { busy } = tenant.troubles;
    expect(tenant.stepsOf(2)).toEqual([3 * DAY]);
    const steps = tenant.stepsOf(3);
    expect(steps.slice(0, 2)).toEqual([busy, busy + SECOND]);
    expect(steps.slice(-2)).toEqual([busy + 10 * MINUTE, 4 * DAY]);
    expect(steps).toHaveLength(602);
  });
});
