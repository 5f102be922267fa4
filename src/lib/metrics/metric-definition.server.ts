import type * as v from 'valibot';
import type { EventRow } from '#lib/datasets/events/events.server.ts';
import type { ExecutiveDepartureRow } from '#lib/datasets/executive-departures/executive-departures.server.ts';
import type { RequisitionRow } from '#lib/datasets/requisitions/requisitions.server.ts';
import type { IncidentRow } from '#lib/datasets/incidents/incidents.server.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { Note } from './metric.ts';
import type { RequirementRow } from './requirements-in-force.ts';

/** What a metric may compute from. Who calls it fills in what its definition asks for. */
export interface MetricTables {
	/** Civil date the roster was true: nothing is computed for a later day. */
	asOf?: string;
	/** A roster as described in `columns.ts`. */
	roster?: ColumnTable;
	/** Role family of every row of the roster. */
	roles?: RoleColumn;
	/** Staffing requirements; role families by id. */
	requirements?: RequirementRow[];
	/** Who is qualified for which function; may be an empty list. */
	qualifications?: ColumnTable[];
	/** Answers to the ultimatums, as described in `columns.ts`: those to the event asked for. */
	responses?: ColumnTable;
	events?: EventRow[];
	executives?: ExecutiveDepartureRow[];
	incidents?: IncidentRow[];
	/** Openings; role families by id where the rules know them. */
	requisitions?: RequisitionRow[];
	/** Birth dates and groups of people, brought for one question and never stored: bornOn (day), group (code). */
	personal?: ColumnTable;
}

/** Files a metric reads; a roster brings `asOf`, `roster` and `roles`, staffing its requirements and qualifications. */
export type MetricInput =
	'roster' | 'staffing' | 'responses' | 'events' | 'executives' | 'incidents' | 'requisitions' | 'personal';

/** What a metric found, before a reader's tier is applied. */
export interface Computed<Row, Summary> {
	rows: Row[];
	summary: Summary;
	notes: Note[];
}

/**
 * A metric as the list knows it. Its name for readers is message `name.<id>` of the metrics, its method note
 * `<id>/<id>.md`. `compute` does no I/O and knows no clock: the same tables and parameters give the same result.
 */
export interface MetricDefinition<Params extends object, Row extends object, Summary extends object> {
	id: string;
	/** e.g. 'people', 'share of asked' */
	unit: string;
	inputs: { needed: MetricInput[]; optional: MetricInput[] };
	/** What a caller may ask for; what is left out has a default. */
	parameters: v.GenericSchema<unknown, Params>;
	/**
	 * @throws MissingInput where a table is not there
	 * @throws UnfitParameter where a parameter fits its schema but not the tables
	 */
	compute(tables: MetricTables, params: Params): Computed<Row, Summary>;
}

/** A metric of any kind, for lists. */
export type ListedMetric = MetricDefinition<object, object, object>;

/** A table the metric cannot do without was not given. */
export class MissingInput extends Error {
	override name = 'MissingInput';
}

/** A parameter that is well formed but means nothing for these tables, e.g. the id of an event that is not there. */
export class UnfitParameter extends Error {
	override name = 'UnfitParameter';
	constructor(
		readonly parameter: string,
		message: string
	) {
		super(message);
	}
}

/** These tables, all of them there. */
export function given<Name extends keyof MetricTables>(
	tables: MetricTables,
	...names: Name[]
): Required<Pick<MetricTables, Name>> {
	const missing = names.filter((name) => tables[name] === undefined);
	if (missing.length > 0) throw new MissingInput(`The metric needs ${missing.join(', ')}.`);
	return tables as Required<Pick<MetricTables, Name>>;
}
