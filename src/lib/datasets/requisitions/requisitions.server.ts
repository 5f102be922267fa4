import type { Scope, Transaction } from '../../server/database.ts';
import { storedRows, type RowOrigin } from '../stored-rows.server.ts';
import { REQUISITIONS } from './requisitions.ts';

/** An opening for one person. Dates are civil; null where it has not happened, or is not said. */
export interface RequisitionRow {
	requisitionId: string;
	/** As it stands in the file: a name or an id of a role family. */
	roleFamily: string | null;
	/** The staffing requirement it is for, where that is said. */
	functionId: string | null;
	site: string | null;
	openedOn: string;
	acceptedOn: string | null;
	startsOn: string | null;
	cancelledOn: string | null;
	note: string | null;
}

/** The requisitions of these versions. */
export function loadRequisitions(
	tx: Transaction,
	scope: Scope,
	versionIds: readonly string[]
): Promise<(RequisitionRow & RowOrigin)[]> {
	return storedRows<RequisitionRow>(tx, scope, REQUISITIONS, versionIds);
}
