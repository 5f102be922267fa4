// Every act that is recorded, as recordAudit names it.
export const ACTS = [
	'audit.exported',
	'dataset.exported',
	'event-file.exported',
	'release.given',
	'release.made',
	'release.withdrawn',
	'event-file.imported',
	'import.corrected',
	'import.discarded',
	'import.people-listed',
	'import.published',
	'import.received',
	'import.report-downloaded',
	'import.restored',
	'import.same',
	'import.sensitive-allowed',
	'import.undone',
	'invitation.accepted',
	'invitation.created',
	'invitation.withdrawn',
	'member.removed',
	'member.reset-link-made',
	'member.roles-changed',
	'organisation.sessions-ended',
	'organisation.settings-changed',
	'person.erased',
	'person.erased-again',
	'person.exported',
	'person.looked-up',
	'retention.changed',
	'retention.ran',
	'roles.changed',
	'roles.saved',
	'sample.opened',
	'sample.removed',
	'selection.screened',
	'setup.done'
];

/** The message that names an act, or null for one that a newer Muster recorded. */
export function messageKeyOf(act: string): string | null {
	return ACTS.includes(act) ? `account.act-${act.replace('.', '-')}` : null;
}
