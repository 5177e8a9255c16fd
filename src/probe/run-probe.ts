/** Runs a probe at a live vendor and always cleans up after it. */
import { type Finding, type Probe, Undecided, undecided } from '../providers/probe.js';
import type { LiveVendor } from './live-vendor.js';

export interface ProbeRun extends Finding {
  /** False if something of the probe may remain at the vendor. */
  readonly isTidy: boolean;
}

export async function runProbe(probe: Probe, vendor: LiveVendor): Promise<ProbeRun> {
  let isTidy = false;
  let finding: Finding;
  try {
    finding = await probe.run(vendor);
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    finding = undecided(error.message);
  } finally {
    isTidy = await vendor.tidy();
  }
  return { ...finding, isTidy };
}
