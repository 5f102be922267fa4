/** Why an employment ended; each exit has one. An exit without a reason, or with one that is none of these, is unknown. */
export const SEPARATION_TYPES = [
	'voluntary',
	'involuntary',
	'retirement',
	'death',
	'end-of-contract',
	'ultimatum-declined',
	'ultimatum-offer-accepted',
	'ultimatum-silent',
	'unknown'
] as const;
export type SeparationType = (typeof SEPARATION_TYPES)[number];

/** Whether exits of an ultimatum stay categories of their own or are counted as voluntary or involuntary. */
export type UltimatumFold = 'separate' | 'voluntary' | 'involuntary';

/** Exits of one category after folding; null where hidden. */
export interface FoldedCount {
	type: SeparationType;
	separations: number | null;
}

/**
 * The category of a type of separation under a fold.
 *
 * @example categoryOf('ultimatum-silent', 'voluntary') is 'voluntary'; under 'separate' it stays what it is
 */
export function categoryOf(type: SeparationType, fold: UltimatumFold): SeparationType {
	return fold !== 'separate' && type.startsWith('ultimatum-') ? fold : type;
}

/** The categories there are under a fold, in their order. */
export function categoriesUnder(fold: UltimatumFold): SeparationType[] {
	return SEPARATION_TYPES.filter((type) => categoryOf(type, fold) === type);
}

/** Exits by category under a fold; null where one of the types in it is hidden. */
export function foldedCounts(types: Record<SeparationType, number | null>, fold: UltimatumFold): FoldedCount[] {
	return categoriesUnder(fold).map((category) => {
		const own = SEPARATION_TYPES.filter((type) => categoryOf(type, fold) === category).map((type) => types[type]);
		const isShown = own.every((count) => count !== null);
		return { type: category, separations: isShown ? own.reduce((sum: number, count) => sum + (count ?? 0), 0) : null };
	});
}
