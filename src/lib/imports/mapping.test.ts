import { describe, expect, test } from 'vitest';
import type { DatasetKind } from '../datasets/dataset.ts';
import { EVENTS } from '../datasets/events/events.ts';
import { EXECUTIVE_DEPARTURES } from '../datasets/executive-departures/executive-departures.ts';
import { HEADCOUNTS } from '../datasets/headcounts/headcounts.ts';
import { INCIDENTS } from '../datasets/incidents/incidents.ts';
import { ROSTER } from '../datasets/roster/roster.ts';
import { STAFFING_REQUIREMENTS } from '../datasets/staffing-requirements/staffing-requirements.ts';
import { TEAM_IMPACTS } from '../datasets/team-impacts/team-impacts.ts';
import { ULTIMATUM_RESPONSES } from '../datasets/ultimatum-responses/ultimatum-responses.ts';
import { headerKey, headerWords } from './file/header-words.ts';
import { suggestMapping } from './mapping.ts';
import { LEAST_SCORE, likelierKind, suggestKind } from './suggest-kind.ts';

const fieldsOf = (headers: string[], kind = ROSTER) =>
	suggestMapping(kind, headers, null).suggestions.map((s) => s?.field ?? null);

describe('headers', () => {
	test.each([
		['EmployeeID', 'employee id'],
		['ADEmail', 'ad email'],
		['hire_date', 'hire date'],
		['Termination Date (Employment Profile)', 'termination date'],
		["Date d'entrée", 'date d entrée'],
		['ACTUAL_TERMINATION_DATE', 'actual termination date']
	])('"%s" becomes "%s"', (header, words) => expect(headerWords(header)).toBe(words));

	test('German ä, ae and a are the same, ß and ss too', () => {
		expect(new Set(['BeginnTätigkeit', 'Beginn Taetigkeit', 'beginn_tatigkeit'].map(headerKey)).size).toBe(1);
		expect(headerKey('Maßnahmegrund')).toBe(headerKey('Massnahmegrund'));
	});
});

describe('the rosters of real systems', () => {
	test('Workday: four end dates, one exit', () => {
		expect(
			fieldsOf([
				'worker_code',
				'hire_date',
				'original_hire_date',
				'termination_date',
				'termination_last_day_of_work',
				'pay_through_date',
				'contract_end_date',
				'resignation_date',
				'primary_termination_category',
				'primary_termination_reason',
				'regrettable_termination',
				'job_title'
			])
		).toEqual([
			'person_id',
			'hire_date',
			'original_hire_date',
			'exit_date',
			'last_working_day',
			'paid_through',
			'contract_end',
			'notice_date',
			'separation_type',
			'separation_reason',
			'regretted',
			'job_title'
		]);
	});
	test('ADP: section names in brackets, the position is no person', () => {
		expect(
			fieldsOf([
				'Associate ID',
				'Position ID',
				'Payroll Name',
				'Position Status',
				'Hire Date',
				'Termination Date (Employment Profile)',
				'Previous Termination Date',
				'Voluntary/Involuntary Termination Flag',
				'Home Department Description',
				'Job Title Description'
			])
		).toEqual([
			'person_id',
			'position_id',
			'full_name',
			'status',
			'hire_date',
			'exit_date',
			'previous_termination_date',
			'separation_type',
			'department',
			'job_title'
		]);
	});
	test('a French export', () => {
		expect(
			fieldsOf([
				'Matricule Salarié',
				'Nom',
				'Prénom',
				'Adresse e-mail',
				'Poste',
				"Date d'entrée",
				'Date de sortie',
				'Motif',
				'Établissement principal',
				'Type de contrat',
				'Date de naissance'
			])
		).toEqual([
			'person_id',
			'last_name',
			'first_name',
			'email',
			'job_title',
			'hire_date',
			'exit_date',
			'separation_reason',
			'site',
			'employment_type',
			'birth_date'
		]);
	});
	test('a German payroll: the end of a fixed term is no exit', () => {
		expect(
			fieldsOf([
				'PersonalNr',
				'BeginnTaetigkeit',
				'EndeTaetigkeit',
				'Aktiv',
				'KostenstellenBezeichner',
				'Stellenbezeichnung',
				'Befristung',
				'Vertragsende',
				'Abteilung'
			])
		).toEqual([
			'person_id',
			'hire_date',
			'exit_date',
			'status',
			'cost_center',
			'job_title',
			'employment_type',
			'contract_end',
			'department'
		]);
	});
	test('answers in French', () => {
		expect(fieldsOf(['Matricule', 'Réponse', 'Horodatage', 'Nom complet'], ULTIMATUM_RESPONSES)).toEqual([
			'person_id',
			'answer',
			'responded_at',
			'full_name'
		]);
	});
});

describe('one column for one field', () => {
	test('HEADER_AMBIGUOUS: two equally good columns are both left open', () => {
		const { suggestions, ambiguous } = suggestMapping(ROSTER, ['employee number', 'worker id', 'hire date'], null);
		expect(ambiguous).toEqual([{ field: 'person_id', columns: [0, 1] }]);
		expect(suggestions.map((s) => s?.field ?? null)).toEqual([null, null, 'hire_date']);
	});
	test('the name of the field itself wins over a synonym: Division beside Business Unit', () => {
		expect(fieldsOf(['Business Unit', 'Division'])).toEqual([null, 'division']);
	});
	test('names like __proto__, constructor and toString are plain headers', () => {
		expect(fieldsOf(['__proto__', 'constructor', 'toString', ''])).toEqual([null, null, null, null]);
	});
	test('several columns may be the same identifier', () => {
		expect(fieldsOf(['first name', 'middle name'])).toEqual(['first_name', 'first_name']);
	});
});

describe('headers of other kinds as their sources write them', () => {
	const known = (kind: DatasetKind, headers: string[]) => fieldsOf(headers, kind);
	test.each([
		[
			'California',
			['Notice Date', 'Processed Date', 'Effective Date', 'Company', 'Layoff/Closure', 'No. Of Employees']
		],
		[
			'Florida',
			['State Notification Date', 'Date Received', 'Effective Date', 'Company Name', 'Type', 'Employees Affected']
		],
		['Washington', ['Notice Date', 'Received Date', 'Layoff Start Date', 'Company', 'Type of Layoff', '# of Workers']],
		[
			'Texas',
			['NOTICE_DATE', 'Received_Date', 'Effective_Date', 'JOB_SITE_NAME', 'Notice Type', 'TOTAL_LAYOFF_NUMBER']
		],
		[
			'a French list',
			['Notifié le', 'Reçu le', "Date d'effet", 'Raison sociale', "Type d'événement", 'Salariés concernés']
		],
		['a German list', ['Anzeige am', 'Erfasst am', 'Wirksam ab', 'Firma', 'Ereignisart', 'Anzahl Betroffene']]
	])('layoff notices of %s', (_, headers) => {
		expect(known(EVENTS, headers)).toEqual([
			'notice_on',
			'reported_on',
			'effective_on',
			'organisation',
			'event_type',
			'affected'
		]);
	});

	test.each([
		[['Company', 'Location_HQ', 'Country', 'Laid_Off', 'Date_layoffs', 'Percentage']],
		[['company', 'location', 'country', 'total_laid_off', 'date', 'percentage_laid_off']],
		[['Entreprise', 'Ville', 'Pays', 'Licenciés', "Date d'annonce", 'Pourcentage']],
		[['Unternehmen', 'Ort', 'Land', 'Entlassene', 'Datum', 'Anteil']]
	])('a layoff tracker: %j', (headers) => {
		expect(known(EVENTS, headers)).toEqual([
			'organisation',
			'site',
			'country',
			'affected',
			'announced_on',
			'pct_reported'
		]);
	});

	test.each([
		[
			INCIDENTS,
			['Incident Number', 'Service', 'Created At', 'Resolved At'],
			['incident_id', 'service', 'started_at', 'ended_at']
		],
		[INCIDENTS, ["Numéro d'incident", 'Système', 'Début', 'Fin'], ['incident_id', 'service', 'started_at', 'ended_at']],
		[INCIDENTS, ['Störungsnummer', 'Dienst', 'Beginn', 'Ende'], ['incident_id', 'service', 'started_at', 'ended_at']],
		[
			EXECUTIVE_DEPARTURES,
			['exec_fullname', 'coname', 'departure_code', 'leftofc'],
			['person', 'organisation', 'kind', 'effective_on']
		],
		[
			EXECUTIVE_DEPARTURES,
			['Dirigeant', 'Société', 'Nature du départ', 'Date de départ'],
			['person', 'organisation', 'kind', 'effective_on']
		],
		[
			EXECUTIVE_DEPARTURES,
			['Vorstand', 'Unternehmen', 'Abgangsart', 'Ausgeschieden am'],
			['person', 'organisation', 'kind', 'effective_on']
		],
		[
			HEADCOUNTS,
			['Périmètre juridique', 'Année', "Valeur de l'indicateur", 'Indicateur'],
			['organisation', 'reported_for', 'headcount', 'kind']
		],
		[
			HEADCOUNTS,
			['agency_name', 'As of', 'Employees', 'Counted'],
			['organisation', 'reported_for', 'headcount', 'kind']
		],
		[
			HEADCOUNTS,
			['Behörde', 'Stichtag', 'Beschäftigte', 'Kennzahl'],
			['organisation', 'reported_for', 'headcount', 'kind']
		],
		[
			TEAM_IMPACTS,
			['Équipe', 'Effectif avant', 'Effectif après', 'Postes supprimés'],
			['team', 'before', 'after', 'cut']
		],
		[
			TEAM_IMPACTS,
			['Abteilung', 'Mitarbeiter vorher', 'Mitarbeiter nachher', 'Abgebaut'],
			['team', 'before', 'after', 'cut']
		],
		[
			STAFFING_REQUIREMENTS,
			['Funktion', 'Bezeichnung', 'Mindestbesetzung', 'Kritisch'],
			['function_id', 'name', 'required_min', 'critical']
		],
		[
			STAFFING_REQUIREMENTS,
			['Fonction', 'Libellé', 'Effectif minimum', 'Critique'],
			['function_id', 'name', 'required_min', 'critical']
		],
		[ULTIMATUM_RESPONSES, ['Matricule', 'Réponse', 'Horodatage'], ['person_id', 'answer', 'responded_at']],
		[ULTIMATUM_RESPONSES, ['Personalnummer', 'Antwort', 'Zeitstempel'], ['person_id', 'answer', 'responded_at']]
	])('$id: %j', (kind, headers, fields) => {
		expect(known(kind, headers)).toEqual(fields);
	});
});

describe('the kind of a file', () => {
	test.each([
		['roster', ['Matricule', "Date d'entrée", 'Date de sortie', 'Service']],
		['ultimatum-responses', ['Employee ID', 'Response', 'Submitted at']],
		['events', ['Company', 'Date', 'Laid off', 'Location', 'Source']],
		['executive-departures', ['Executive', 'Company', 'Title', 'Departure type', 'Left on']],
		['incidents', ['Ticket', 'Organisation', 'Start time', 'End time', 'Severity']],
		['headcounts', ['Organisation', 'Date', 'Headcount', 'Source']],
		['team-impacts', ['Organisation', 'Team', 'Before', 'After']],
		['requisitions', ['Req ID', 'Role', 'Opened', 'Offer accepted', 'Start date', 'Cancelled']],
		['staffing-requirements', ['Function', 'Name', 'Minimum staff', 'Owner']],
		['staffing-requirements', ['Employee ID', 'Function', 'Level', 'Qualified since']]
	])('%s is the likeliest for %j', (kind, headers) => {
		const [likeliest, next] = suggestKind(headers, []);
		expect([likeliest.kind, likeliest.score > LEAST_SCORE, likeliest.score > next.score]).toEqual([kind, true, true]);
	});

	test('values count too: a "date" column without dates makes no list of headcounts', () => {
		const headers = ['Organisation', 'Period', 'Headcount'];
		const of = (period: string) =>
			suggestKind(headers, [['Acme', period, '12']]).find(({ kind }) => kind === 'headcounts');
		expect(of('2022-11')?.missing).toEqual([]);
		expect(of('north')?.missing).toEqual(['reported_for']);
	});

	test('only a kind that fits far better is named beside the one a file was sent as', () => {
		const tracker = ['Company', 'Date', 'Laid off', 'Location', 'Type', 'Source'];
		expect(likelierKind('roster', tracker, [])).toBe('events');
		expect(likelierKind('events', tracker, [])).toBeNull();
		expect(likelierKind('roster', ['a', 'b', 'c'], [])).toBeNull();
		expect(likelierKind('events', ['Organisation', 'Date', 'Headcount', 'Source'], [])).toBeNull();
	});
});
