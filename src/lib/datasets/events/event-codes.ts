import { listed } from '../public-fields.ts';

export const EVENT_TYPE_CODES: Record<string, string[]> = {
	layoff: listed(
		'layoff, layoffs, laid off, mass layoff, mass layoffs, redundancy, redundancies, collective redundancy, reduction in force, rif, job cuts, downsizing, warn notice, entlassung, entlassungen, massenentlassung, stellenabbau, personalabbau, licenciement, licenciements, licenciement collectif, licenciement économique, suppression de postes, plan social, pse'
	),
	ultimatum: listed('ultimatum, opt in ultimatum, ultimatum opt in'),
	buyout: listed(
		'buyout, buy out, opt out offer, voluntary severance, voluntary separation program, voluntary redundancy, vsip, abfindungsprogramm, freiwilligenprogramm, départs volontaires, plan de départs volontaires, pdv, offre de départ, rupture conventionnelle collective'
	),
	'return-to-office': listed(
		'return to office, rto, rto ultimatum, return to office order, office mandate, rückkehr ins büro, präsenzpflicht, retour au bureau, retour sur site'
	),
	'deferred-resignation': listed(
		'deferred resignation, deferred resignation program, drp, aufgeschobene kündigung, démission différée'
	),
	'executive-departures': listed(
		'executive departures, executive departure, exec departures, abgänge von führungskräften, departs de dirigeants, départ de dirigeants'
	),
	closure: listed(
		'closure, closing, plant closure, plant closing, site closure, permanent closure, schliessung, werksschliessung, standortschliessung, fermeture, fermeture de site, fermeture définitive'
	),
	other: listed('other, solidarity ultimatum, andere, anderes, sonstiges, autre, autres')
};

export const QUESTION_CODES: Record<string, string[]> = {
	opt_in_to_stay: listed('opt in to stay, yes means stay, ja heisst bleiben, oui pour rester'),
	opt_in_to_leave: listed('opt in to leave, yes means leave, ja heisst gehen, oui pour partir')
};

export const SILENCE_RULE_CODES: Record<string, string[]> = {
	resign: listed('resign, leave, leaving, counted as leaving, kündigung, gehen, démission, départ, partir'),
	stay: listed('stay, staying, counted as staying, bleiben, maintien, rester'),
	undetermined: listed('undetermined, contested, unclear, unklar, umstritten, contesté, indéterminé')
};
