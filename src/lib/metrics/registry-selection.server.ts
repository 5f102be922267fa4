import * as v from 'valibot';
import { recordAudit } from '#lib/server/audit.ts';
import type { AuditAct } from '#lib/server/audit.ts';
import { asItIs, NotCleared, protect } from '#lib/server/disclosure/protect.ts';
import { hasPermission } from '#lib/server/permissions.ts';
import type { Role } from '#lib/server/permissions.ts';
import { personHash } from '#lib/server/person-keys.ts';
import type { Io } from '#lib/server/runtime.ts';
import { FOUR_FIFTHS } from './four-fifths/four-fifths-metric.server.ts';
import type { FourFifthsQuery } from './four-fifths/four-fifths-metric.server.ts';
import type { SelectionRow, SelectionSummary } from './four-fifths/four-fifths.ts';
import type { MetricDefinition } from './metric-definition.server.ts';
import type { Result } from './metric.ts';
import { OWBPA_WORKSHEET } from './owbpa-worksheet/owbpa-worksheet-metric.server.ts';
import type { WorksheetQuery } from './owbpa-worksheet/owbpa-worksheet-metric.server.ts';
import type { WorksheetRow, WorksheetSummary } from './owbpa-worksheet/owbpa-worksheet.ts';
import { personalTable } from './personal-details.server.ts';
import type { PersonalDetail } from './personal-details.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';

export type { FourFifthsDimension, SelectionRow, SelectionSummary } from './four-fifths/four-fifths.ts';
export type { WorksheetRow, WorksheetSummary } from './owbpa-worksheet/owbpa-worksheet.ts';

/** Who asks, with the roles that decide whether selections may be screened at all. */
export interface SelectionReader extends Reader {
	roles: readonly Role[];
}
/** A line of the list an analyst brings: the person's id as the roster's file has it. Never stored. */
export type BroughtDetail = Omit<PersonalDetail, 'key'> & { personId: string };

/**
 * Four-fifths ratios by the newest published roster; null where none is published. Every call is in the audit log, also
 * a refused one.
 *
 * @throws NotCleared without the permission `screen-selections`
 */
export function computeFourFifths(
	io: Io,
	reader: SelectionReader,
	params: Pick<FourFifthsQuery, 'from' | 'to'> & Partial<FourFifthsQuery>,
	details: readonly BroughtDetail[] = []
): Promise<Result<SelectionRow, SelectionSummary> | null> {
	return screened<FourFifthsQuery, SelectionRow, SelectionSummary>(io, reader, FOUR_FIFTHS, { params, details });
}

/** The job title by age worksheet by the newest published roster, under the same rules. */
export function computeOwbpaWorksheet(
	io: Io,
	reader: SelectionReader,
	params: Pick<WorksheetQuery, 'from' | 'to' | 'agesOn'> & Partial<WorksheetQuery>,
	details: readonly BroughtDetail[]
): Promise<Result<WorksheetRow, WorksheetSummary> | null> {
	return screened<WorksheetQuery, WorksheetRow, WorksheetSummary>(io, reader, OWBPA_WORKSHEET, { params, details });
}

/** Nothing of this is kept: the result rests on details that are not stored. */
async function screened<Params extends object, Row extends object, Summary extends object>(
	io: Io,
	reader: SelectionReader,
	metric: MetricDefinition<Params, Row, Summary>,
	asked: { params: unknown; details: readonly BroughtDetail[] }
): Promise<Result<Row, Summary> | null> {
	const params = v.parse(metric.parameters, asked.params);
	const record = (act: Omit<AuditAct, 'action' | 'objectType' | 'objectId'>) =>
		io.database.inOrganisation(reader.scope, (tx) =>
			recordAudit(tx, reader.scope, { action: 'selection.screened', objectType: 'metric', objectId: metric.id, ...act })
		);
	if (!hasPermission('screen-selections', reader.roles) || reader.tier !== 'analyst') {
		await record({ result: 'refused' });
		throw new NotCleared(`Metric ${metric.id} needs the permission to screen selections.`);
	}
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	await record({ details: { ...auditDetails(params), people: asked.details.length } });
	const people = await tables.rosterWithRoles(reading, roster);
	const personal = asked.details.length === 0 ? undefined : keyed(io, reader, asked.details);
	const computed = metric.compute({ asOf: tables.asOf(roster), ...people, personal }, params);
	const result = { metric: metric.id, unit: metric.unit, ...computed, versions: tables.references([roster]) };
	return protect(result, { tier: reader.tier, threshold: reading.thresholds.executive }, { analyst: asItIs });
}

/** Dates and switches that were chosen; no names of units. */
function auditDetails(params: object): Record<string, string | boolean> {
	const isLogged = ([name, value]: [string, unknown]) =>
		typeof value === 'boolean' || ['from', 'to', 'agesOn', 'dimension'].includes(name);
	return Object.fromEntries(Object.entries(params).filter(isLogged)) as Record<string, string | boolean>;
}

function keyed(io: Io, reader: SelectionReader, details: readonly BroughtDetail[]) {
	const keyOf = personHash(io.secrets.personKey(reader.scope.organisation));
	return personalTable(details.map(({ personId, bornOn, group }) => ({ key: keyOf(personId), bornOn, group })));
}
