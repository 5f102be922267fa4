import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Transaction } from '#lib/server/database.ts';
import { invite, listInvitations, withdrawInvitation } from '#lib/server/invitations.ts';
import { changeRoles, disableIfNowhereMember, listMembers } from '#lib/server/memberships.ts';
import { organisationSettings } from '#lib/server/organisations.ts';
import { listUnsentMail, writeMail } from '#lib/server/outbox.ts';
import { resetLinkForMember } from '#lib/server/password-reset.ts';
import { requireRole, ROLES, type Role } from '#lib/server/permissions.ts';
import { spend } from '#lib/server/rate-limits.ts';
import { readThresholds } from '#lib/server/thresholds.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { requireFresh } from '../../../fresh-session.server.ts';
import { sendMailSoon } from '../../../mail.server.ts';
import type { Actions, PageServerLoad } from './$types';

// As long as the links are open.
const INVITATION_HOURS = 168;
const RESET_HOURS = 24;

export const load: PageServerLoad = async (event) => {
	const { scope } = requireRole(event, 'administrator');
	return getRuntime().database.inOrganisation(scope, async (tx) => {
		const members = await listMembers(tx, scope);
		const invitations = await listInvitations(tx, scope);
		return {
			ownId: scope.account,
			isFresh: event.locals.isSessionFresh,
			members,
			executiveThreshold: (await readThresholds(tx, scope)).executive,
			unsent: await listUnsentMail(tx, scope),
			invitations: invitations.map(({ id, email, displayName, roles, expiresAt }) => ({
				id,
				email,
				displayName,
				roles,
				expiresAt
			}))
		};
	});
};

export const actions: Actions = {
	invite: async (event) => {
		const { scope } = requireRole(event, 'administrator');
		requireFresh(event);
		const form = await event.request.formData();
		const person = {
			email: String(form.get('email') ?? ''),
			displayName: String(form.get('name') ?? ''),
			roles: rolesIn(form)
		};
		if (await isOneTooMany(event, scope.account)) return fail(429, { act: 'invite', problem: 'limited', ...person });
		const { requestId } = event.locals;
		const { database, secrets, settings } = getRuntime();
		const result = await database.inOrganisation(scope, async (tx) => {
			const { language } = await organisationSettings(tx, scope);
			const made = await invite(tx, scope, { ...person, requestId });
			if ('problem' in made) return made;
			const path = `${made.path}?lang=${language}`;
			const mail = { kind: 'invitation' as const, occasion: `invitation ${made.id}`, invitationId: made.id };
			if (settings.mail) await writeMail(tx, scope, secrets, { ...mail, path, validHours: INVITATION_HOURS });
			return { path };
		});
		if ('problem' in result) return fail(400, { act: 'invite', problem: result.problem, ...person });
		if (settings.mail) sendMailSoon(scope.organisation);
		return { act: 'invited', link: originOf(event) + result.path, isMailed: settings.mail !== null, ...person };
	},

	withdraw: async (event) => {
		const { scope } = requireRole(event, 'administrator');
		const id = uuidIn(await event.request.formData(), 'invitation');
		if (!id) return fail(400, { act: 'withdraw', problem: 'unknown-member' });
		const { requestId } = event.locals;
		await getRuntime().database.inOrganisation(scope, (tx) => withdrawInvitation(tx, scope, id, requestId));
		return { act: 'withdrawn' };
	},

	roles: async (event) => {
		const form = await event.request.formData();
		const roles = rolesIn(form);
		if (roles.length === 0) return fail(400, { act: 'roles', problem: 'no-role' });
		return changeMember(event, uuidIn(form, 'account'), roles);
	},

	remove: async (event) => changeMember(event, uuidIn(await event.request.formData(), 'account'), []),

	reset: async (event) => {
		const { scope } = requireRole(event, 'administrator');
		requireFresh(event);
		const accountId = uuidIn(await event.request.formData(), 'account');
		if (!accountId) return fail(400, { act: 'reset', problem: 'unknown-member' });
		if (await isOneTooMany(event, scope.account)) return fail(429, { act: 'reset', problem: 'limited' });
		const { requestId } = event.locals;
		const { database, secrets, settings } = getRuntime();
		const whenMade = async (tx: Transaction, path: string) => {
			const mail = { kind: 'password-reset' as const, occasion: `password-reset ${requestId}`, accountId, path };
			if (settings.mail) await writeMail(tx, scope, secrets, { ...mail, validHours: RESET_HOURS });
		};
		const result = await resetLinkForMember(database, scope, { accountId, requestId, whenMade });
		if ('problem' in result) return fail(400, { act: 'reset', problem: result.problem });
		if (settings.mail) sendMailSoon(scope.organisation);
		return { act: 'reset-link', accountId, link: originOf(event) + result.path, isMailed: settings.mail !== null };
	}
};

/** Counts a link that may be mailed. */
async function isOneTooMany({ setHeaders }: RequestEvent, account: string): Promise<boolean> {
	const { isAllowed, retryAfterSeconds } = await spend(getRuntime().database, 'link', account);
	if (!isAllowed) setHeaders({ 'retry-after': String(retryAfterSeconds) });
	return !isAllowed;
}

async function changeMember(event: RequestEvent, accountId: string | null, roles: Role[]) {
	const { scope } = requireRole(event, 'administrator');
	requireFresh(event);
	const { database } = getRuntime();
	if (!accountId) return fail(400, { act: 'roles', problem: 'unknown-member' });
	const { requestId } = event.locals;
	const problem = await database.inOrganisation(scope, (tx) => changeRoles(tx, scope, { accountId, roles, requestId }));
	if (problem) return fail(400, { act: 'roles', problem });
	if (roles.length === 0) await database.inSystem((tx) => disableIfNowhereMember(tx, accountId), accountId);
	return { act: roles.length > 0 ? 'changed' : 'removed' };
}

function rolesIn(form: FormData): Role[] {
	const given = form.getAll('role');
	return ROLES.filter((role) => given.includes(role));
}

function uuidIn(form: FormData, name: string): string | null {
	const value = form.get(name);
	return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value)
		? value
		: null;
}

function originOf(event: RequestEvent): string {
	return getRuntime().settings.origin ?? event.url.origin;
}
