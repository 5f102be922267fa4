const CALIBRATION_MS = 20;

/**
 * Seconds that `work` takes, as they would be on an idle machine: what is promised in seconds is promised for that one,
 * and a test must not fail because others work beside it.
 */
export async function idleSeconds(work: () => Promise<unknown>): Promise<number> {
	const before = slowness();
	const started = performance.now();
	await work();
	const seconds = (performance.now() - started) / 1000;
	return seconds / Math.max(before, slowness());
}

/** How long this process now waits for the processor: 1 on an idle machine, 3 where work takes three times as long. */
function slowness(): number {
	const started = performance.now();
	const before = process.cpuUsage();
	for (;;) {
		const { user, system } = process.cpuUsage(before);
		const worked = (user + system) / 1000;
		if (worked >= CALIBRATION_MS) return Math.max(1, (performance.now() - started) / worked);
	}
}
