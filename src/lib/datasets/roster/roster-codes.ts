/** Status of a spell: stored code to the words that mean it in English, French and German. */
export const STATUS_CODES: Record<string, string[]> = {
	active: [
		'active',
		'employed',
		'current',
		'working',
		'aktiv',
		'beschäftigt',
		'présent',
		'présente',
		'actif',
		'active',
		'en poste'
	],
	leave: [
		'leave',
		'leave of absence',
		'on leave',
		'garden leave',
		'beurlaubt',
		'elternzeit',
		'en congé',
		'congé',
		'suspendu'
	],
	terminated: [
		'terminated',
		'left',
		'inactive',
		'exited',
		'former',
		'voluntarily terminated',
		'involuntarily terminated',
		'terminated for cause',
		'ausgetreten',
		'ausgeschieden',
		'inaktiv',
		'sorti',
		'sortie',
		'parti',
		'partie',
		'inactif'
	],
	future: ['future', 'future start', 'pending start', 'hired', 'pre hire', 'künftig', 'futur', 'à venir'],
	unknown: ['unknown']
};

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

/** How somebody is employed. "Contract" alone is asked: a fixed term or a contractor. */
export const EMPLOYMENT_TYPE_CODES: Record<string, string[]> = {
	employee: [
		'employee',
		'full time',
		'part time',
		'permanent',
		'regular',
		'regular full time',
		'regular part time',
		'staff',
		'unbefristet',
		'vollzeit',
		'teilzeit',
		'cdi',
		'temps plein',
		'temps partiel',
		'salarié',
		'salariée'
	],
	fixed_term: ['fixed term', 'fixed term contract', 'limited term', 'befristet', 'cdd'],
	contractor: [
		'contractor',
		'external',
		'freelance',
		'freelancer',
		'consultant',
		'extern',
		'freiberufler',
		'prestataire',
		'externe'
	],
	temp: ['temp', 'temporary', 'agency', 'agency worker', 'leiharbeit', 'zeitarbeit', 'interim', 'intérimaire'],
	intern: [
		'intern',
		'internship',
		'apprentice',
		'trainee',
		'werkstudent',
		'praktikant',
		'auszubildender',
		'stage',
		'stagiaire',
		'alternant',
		'alternante',
		'apprenti',
		'apprentie'
	],
	unknown: ['unknown']
};
