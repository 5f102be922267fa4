import { listed } from '../public-fields.ts';

export const DEPARTURE_KIND_CODES: Record<string, string[]> = {
	resigned: listed(
		'resigned, resignation, voluntary, quit, stepped down, left, zurückgetreten, rücktritt, gekündigt, démissionné, démission, volontaire'
	),
	dismissed: listed(
		'dismissed, fired, ousted, terminated, removed, involuntary, expelled, entlassen, abberufen, gefeuert, limogé, licencié, renvoyé, révoqué, exclu'
	),
	laid_off: listed('laid off, layoff, redundant, betriebsbedingt gekündigt, licencié économique'),
	accepted_offer: listed('accepted offer, took the offer, angebot angenommen, offre acceptée'),
	retired: listed('retired, retirement, ruhestand, pensioniert, retraite, retraité, parti en retraite'),
	death: listed('death, died, deceased, tod, verstorben, gestorben, décès, décédé, décédée'),
	illness: listed('illness, ill health, health, krankheit, gesundheit, maladie, santé'),
	appointment: listed('appointment, appointed, named, ernennung, ernannt, nomination, nommé, nommée'),
	other: listed('other, anderer grund, sonstiges, autre'),
	unclear: listed('unclear, unknown, missing, unklar, unbekannt, incertain, inconnu')
};
