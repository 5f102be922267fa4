/** Classes of shares, equally wide and round, from zero on; the highest holds the largest share. */
export interface ShareClasses {
	/** Bounds as shares; one more than there are classes. */
	bounds: number[];
	/** Class of a share, 0 for the lowest; null without a share. */
	levelOf(share: number | null): number | null;
}

const LEVELS = 6;
/** Round widths of a class, in shares. */
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2];

/** Six classes for these shares, as narrow as they allow. */
export function shareClasses(shares: (number | null)[]): ShareClasses {
	const largest = Math.max(0, ...shares.map((share) => share ?? 0));
	const step = STEPS.find((each) => each * LEVELS >= largest) ?? STEPS[STEPS.length - 1];
	return {
		bounds: Array.from({ length: LEVELS + 1 }, (_, index) => Math.round(index * step * 100) / 100),
		levelOf: (share) => (share === null ? null : Math.min(LEVELS - 1, Math.floor(share / step + 1e-9)))
	};
}
