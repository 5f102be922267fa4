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
