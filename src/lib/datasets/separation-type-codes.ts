/**
 * Separation types of METHODS 1.3, with `transfer` for a move that ends no employment. A mutual agreement has no
 * type of its own and stays `unknown` until the analyst folds it (IMPORT 5.4).
 */
export const SEPARATION_TYPE_CODES: Record<string, string[]> = {
	voluntary: [
		'voluntary',
		'resignation',
		'resigned',
		'quit',
		'quits',
		'voluntarily terminated',
		'left this position on their own',
		'eigenkündigung',
		'arbeitnehmerkündigung',
		'freiwillig',
		'démission',
		'départ volontaire',
		'volontaire'
	],
	involuntary: [
		'involuntary',
		'dismissed',
		'dismissal',
		'fired',
		'this person was terminated',
		'terminated for cause',
		'layoff',
		'laid off',
		'redundancy',
		'redundant',
		'reduction in force',
		'rif',
		'arbeitgeberkündigung',
		'kündigung durch arbeitgeber',
		'betriebsbedingte kündigung',
		'licenciement',
		'licenciement pour motif personnel',
		'licenciement économique',
		'involontaire'
	],
	retirement: [
		'retirement',
		'retired',
		'early retirement',
		'disability retirement',
		'voluntary retirement',
		'rente',
		'ruhestand',
		'retraite',
		'départ en retraite',
		'départ à la retraite'
	],
	death: ['death', 'deceased', 'tod', 'verstorben', 'décès', 'décédé', 'décédée'],
	'end-of-contract': [
		'end of contract',
		'contract ended',
		'fixed term ended',
		'vertragsende',
		'fin de cdd',
		'fin de contrat',
		'befristung abgelaufen'
	],
	'ultimatum-declined': ['ultimatum declined', 'declined ultimatum', 'ultimatum refusé'],
	'ultimatum-offer-accepted': [
		'ultimatum offer accepted',
		'ultimatum accepted offer',
		'accepted offer',
		'buy out',
		'buyout',
		'deferred resignation',
		'offre acceptée',
		'départ négocié ultimatum'
	],
	'ultimatum-silent': [
		'ultimatum silent',
		'no answer',
		'no response',
		'sans réponse',
		'ultimatum sans réponse',
		'keine antwort'
	],
	transfer: ['transfer', 'transfer out', 'versetzung', 'mutation', 'mutation interne'],
	unknown: [
		'unknown',
		'mutual',
		'mutual agreement',
		'aufhebungsvertrag',
		'rupture conventionnelle',
		'inconnu',
		'unbekannt'
	]
};
