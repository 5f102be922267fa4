import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { KindId } from '../lib/datasets/dataset.ts';
import { ROSTER_COLUMNS } from '../lib/datasets/roster/roster.server.ts';
import type { StaffingRequirement } from '../lib/datasets/staffing-requirements/staffing-requirements.server.ts';
import { QUALIFICATION_COLUMNS } from '../lib/datasets/staffing-requirements/staffing-requirements.server.ts';
import { RESPONSE_COLUMNS } from '../lib/datasets/ultimatum-responses/ultimatum-responses.server.ts';
import { checkFile, type FileCheck, type UnderstoodRow } from '../lib/imports/check-file.ts';
import type { MetricInput, MetricTables } from '../lib/metrics/metric-definition.server.ts';
import { requirementUnder } from '../lib/metrics/registry-tables.server.ts';
import { DEFAULT_ROLE_FAMILIES, DEFAULT_ROLE_RULES } from '../lib/roles/default-role-families.ts';
import { roleColumn } from '../lib/roles/role-column.server.ts';
import { namedRoleFamily } from '../lib/roles/role-rules.ts';
import type { RoleRules } from '../lib/roles/role-rules.ts';
import { givenAnswers } from './file-check-json.ts';
import { fileOnDisk } from './file-on-disk.ts';
import { readPersonal } from './personal-file.ts';
import { columnsOfRows, factOf } from './rows-as-tables.ts';

/** An input that is a kind of dataset, and so is read as an import reads it. */
type DatasetInput = Exclude<MetricInput, 'personal'>;

/** The kind of dataset behind each input of a metric. */
const KINDS: Record<DatasetInput, KindId> = {
	events: 'events',
	executives: 'executive-departures',
	incidents: 'incidents',
	requisitions: 'requisitions',
	responses: 'ultimatum-responses',
	roster: 'roster',
	staffing: 'staffing-requirements'
};
/** In the order they are read: answers are read in the light of events. */
const DATASETS = Object.keys(KINDS) as DatasetInput[];
export const INPUTS: MetricInput[] = [...DATASETS, 'personal'];

export interface MetricFile {
	input: MetricInput;
	path: string;
}

/** A file that was read, or why it was not. */
export interface ReadFile extends MetricFile {
	found: FileCheck;
	sha256: string;
}

export interface MetricFiles {
	tables: MetricTables;
	read: ReadFile[];
	/** Ids of the people, by the first 16 digits of the keys results name them with. */
	ids: Map<string, string>;
}

const RULES: RoleRules = { families: DEFAULT_ROLE_FAMILIES, rules: DEFAULT_ROLE_RULES };

/**
 * Reads files as an import would, with the role families an organisation starts with, into the tables of a metric. A
 * file that raises questions or is refused gives no table; `found.verdict` says so.
 *
 * @param answers by input: answers by question id, as docs/check-file.md describes them
 */
export async function readMetricFiles(
	files: readonly MetricFile[],
	answers: Partial<Record<MetricInput, Record<string, unknown>>>,
	today: string
): Promise<MetricFiles> {
	const tables: MetricTables = {};
	const ids = new Map<string, string>();
	const read: ReadFile[] = [];
	const personal = files.findLast((file) => file.input === 'personal');
	if (personal) tables.personal = readPersonal(personal.path);
	for (const input of DATASETS)
		for (const each of files.filter((file) => file.input === input)) {
			const given = givenAnswers(JSON.stringify(answers[input] ?? {}));
			const events = given.events ?? tables.events?.map((event) => ({ ...event, title: event.title ?? event.eventId }));
			const sink = sinkOf(input, ids);
			const file = fileOnDisk(each.path);
			const found = await checkFile({
				...{ file, kind: KINDS[input], answers: given.answers, events, today },
				onRow: sink.row
			});
			read.push({ ...each, found, sha256: await hashOf(each.path) });
			file.close();
			if (found.verdict === 'importable') sink.addTo(tables, found.plan?.asOf ?? null);
		}
	return { tables, read, ids };
}

async function hashOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
	return hash.digest('hex');
}

interface TableSink {
	row(row: UnderstoodRow): void;
	addTo(tables: MetricTables, asOf: string | null): void;
}

function sinkOf(input: DatasetInput, ids: Map<string, string>): TableSink {
	if (input === 'roster') return rosterSink(ids);
	if (input === 'staffing') return staffingSink(ids);
	if (input === 'responses') {
		const columns = columnsOfRows(RESPONSE_COLUMNS, ids);
		return { row: columns.add, addTo: (tables) => void (tables.responses = columns.finish()) };
	}
	const facts: object[] = [];
	return {
		row: (row) => void facts.push(factOf(row)),
		addTo: (tables) => void Object.assign(tables, { [input]: [...(tables[input] ?? []), ...facts.map(underRules)] })
	};
}

/** Where a fact names a role, the family of it. */
function underRules(fact: object): object {
	if (!('roleFamily' in fact) || typeof fact.roleFamily !== 'string') return fact;
	return { ...fact, roleFamily: namedRoleFamily(RULES, fact.roleFamily) };
}

function rosterSink(ids: Map<string, string>): TableSink {
	const columns = columnsOfRows(ROSTER_COLUMNS, ids);
	return {
		row: columns.add,
		addTo(tables, asOf) {
			tables.roster = columns.finish();
			tables.roles = roleColumn(tables.roster, RULES);
			if (asOf !== null) tables.asOf = asOf;
		}
	};
}

/** Functions with their minimums, or people with the functions they are qualified for: two layouts of one kind. */
function staffingSink(ids: Map<string, string>): TableSink {
	const people = columnsOfRows(QUALIFICATION_COLUMNS, ids);
	const functions: StaffingRequirement[] = [];
	return {
		row: (row) =>
			'person_id' in row.values ? people.add(row) : void functions.push(factOf(row) as unknown as StaffingRequirement),
		addTo(tables) {
			const requirements = functions.map((row) => requirementUnder(RULES, row));
			tables.requirements = [...(tables.requirements ?? []), ...requirements];
			const qualified = people.finish();
			tables.qualifications = [...(tables.qualifications ?? []), ...(qualified.rowCount > 0 ? [qualified] : [])];
		}
	};
}

/** Names of files, for messages. */
export function fileName({ path }: MetricFile): string {
	return basename(path);
}
