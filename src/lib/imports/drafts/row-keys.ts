/** The columns by which a row of a table is known again in another version. */
export const ROW_KEYS: Record<string, string[]> = {
	roster_spell: ['person_key'],
	ultimatum_response: ['person_key'],
	qualification: ['person_key', 'function_id'],
	staffing_requirement: ['function_id', 'from_date'],
	event: ['event_id'],
	executive_departure: ['organisation', 'person', 'post'],
	incident: ['incident_id'],
	headcount_point: ['organisation', 'reported_for', 'kind', 'reported_by'],
	requisition: ['requisition_id'],
	team_impact: ['organisation', 'team', 'event_id', 'measured_on']
};
