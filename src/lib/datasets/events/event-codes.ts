export const EVENT_TYPE_CODES: Record<string, string[]> = {
	layoff: [
		'layoff',
		'layoffs',
		'mass layoff',
		'redundancy',
		'reduction in force',
		'entlassung',
		'licenciement',
		'licenciement collectif'
	],
	ultimatum: ['ultimatum', 'opt in ultimatum'],
	buyout: [
		'buyout',
		'buy out',
		'opt out offer',
		'voluntary severance',
		'départs volontaires',
		'plan de départs volontaires'
	],
	'return-to-office': ['return to office', 'rto', 'rto ultimatum', 'retour au bureau'],
	'deferred-resignation': ['deferred resignation', 'démission différée'],
	'executive-departures': ['executive departures', 'exec departures', 'departs de dirigeants'],
	closure: ['closure', 'plant closure', 'site closure', 'schliessung', 'fermeture'],
	other: ['other', 'solidarity ultimatum', 'andere', 'autre']
};

export const QUESTION_CODES: Record<string, string[]> = {
	opt_in_to_stay: ['opt in to stay'],
	opt_in_to_leave: ['opt in to leave']
};

export const SILENCE_RULE_CODES: Record<string, string[]> = {
	resign: ['resign', 'leave', 'leaving', 'démission', 'départ'],
	stay: ['stay', 'staying', 'maintien'],
	undetermined: ['undetermined', 'contested', 'unclear', 'contesté', 'indéterminé']
};
