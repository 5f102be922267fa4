import type { Field } from '../dataset.ts';

const none = { en: [], de: [], fr: [] };

/** What a row of a list of movements says: hires and exits are paired into employments. */
export const ACTION_CODES: Record<string, string[]> = {
	hire: [
		...['hire', 'hired', 'new hire', 'hiring', 'external hire', 'onboarding', 'joined', 'joiner', 'entry'],
		...['einstellung', 'neueinstellung', 'eintritt'],
		...['embauche', 'recrutement', 'entrée', 'arrivée', 'engagement']
	],
	rehire: [
		...['rehire', 'rehired', 're hire', 're entry', 'reinstatement'],
		...['wiedereinstellung', 'wiedereintritt'],
		...['réembauche', 'réintégration', 'reprise']
	],
	transfer: [
		...['transfer', 'transferred', 'promotion', 'demotion', 'job change', 'position change', 'change of position'],
		...['change of pay and position', 'organizational reassignment', 'reassignment', 'lateral move'],
		...['versetzung', 'umsetzung', 'beförderung', 'organisatorischer wechsel', 'stellenwechsel'],
		...['mutation', 'mutation interne', 'promotion', 'changement de poste', 'changement de service']
	],
	exit: [
		...['exit', 'termination', 'terminated', 'leaver', 'left', 'separation', 'resignation', 'leaving', 'retirement'],
		...['austritt', 'ausscheiden', 'entlassung', 'kündigung', 'abgang'],
		...['sortie', 'départ', 'démission', 'licenciement', 'fin de contrat']
	],
	none: [
		...[
			'none',
			'pay change',
			'salary change',
			'data change',
			'leave of absence',
			'return from leave',
			'contract change'
		],
		...['gehaltsänderung', 'beurlaubung', 'elternzeit', 'vertragsänderung', 'rückkehr'],
		...['augmentation', 'changement de salaire', 'congé', 'retour de congé', 'avenant']
	]
};

function asked(name: string, type: Field['type'], example: string, codes?: Field['codes']): Field {
	const field = { name, type, isRequired: false, isConverted: 'asked', synonyms: none, example } as const;
	return codes ? { ...field, codes } : field;
}

/**
 * Columns that are read to put rows together into employments. The period of a snapshot and a movement are found by
 * their values and asked, so they have no synonyms; columns of a rehire are read wherever they stand.
 */
export const ROSTER_LAYOUT_FIELDS: Field[] = [
	asked('period', 'partial-date', '2022-12-31'),
	asked('action', 'code', 'hire', ACTION_CODES),
	asked('action_date', 'date', '2022-11-18'),
	{
		name: 'rehire_date',
		type: 'date',
		isRequired: false,
		isConverted: 'always',
		synonyms: {
			en: ['rehire date', 'rehired on'],
			de: ['wiedereintritt', 'wiedereinstellung am'],
			fr: ['date de reprise']
		},
		example: '2021-02-01'
	},
	{
		name: 'previous_termination_date',
		type: 'date',
		isRequired: false,
		isConverted: 'always',
		synonyms: { en: ['previous termination date', 'prior termination date', 'previous exit date'], de: [], fr: [] },
		example: '2020-01-31'
	}
];
