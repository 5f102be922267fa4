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
