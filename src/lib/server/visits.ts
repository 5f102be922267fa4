import { ACTS_WITHOUT_EFFECT } from './audit.ts';
import type { Database } from './database.ts';
import { gathered } from './gathered.ts';
import type { Organisation } from './organisations.ts';
import type { Role } from './permissions.ts';
import {
	acceptSession,
	FRESH_MINUTES,
	sessionIdOf,
	type Session,
	type SessionLimits,
	type SessionRow
} from './sessions.ts';

/** What a request brings: its session token, and the organisation its address names. */
export interface Asking {
	token: string | undefined;
	slug: string | null;
	/** Whether `effect` and `waiting` are needed, which pages that are kept are named by. */
	wantsEffect: boolean;
}

/** Who asks, where they are a member, and in which organisation they ask. */
export interface Visit {
	session: Session;
	/** By name. */
	organisations: Organisation[];
	/** The organisation at the address, where the account is a member of it. */
	organisation: Organisation | null;
	roles: Role[];
	/** Position in the organisation's log of the last act after which a figure may be another; null unless asked for. */
	effect: number | null;
	/** Imports that wait for an analyst, as `leftDrafts` gives them; null for who sees none, and where no effect was asked for. */
	waiting: string[] | null;
}

interface Known {
	session: Omit<SessionRow, 'expiresAt'> & { expiresAt: number };
	organisations: (Organisation & { roles: Role[] })[];
	here: string | null;
	effect: number | null;
	waiting: string[] | null;
}

type Question = { session: string; slug: string | null; wantsEffect: boolean };

const nameOf = ({ session, slug, wantsEffect }: Question) => `${session} ${wantsEffect} ${slug ?? ''}`;

/**
 * Reads who asks, in one exchange with the database; requests that come together share it. Nothing is kept from one
 * request to the next: what has ended, been disabled or been taken away is gone at once.
 */
export function visitReader(database: Database): (asking: Asking, limits: SessionLimits) => Promise<Visit | null> {
	const ask = gathered((questions: Question[]) =>
		database.alone(async (tx) => {
			// Of one who opens several pages at once the same is asked several times.
			const different = [...new Map(questions.map((question) => [nameOf(question), question])).values()];
			const rows = await tx<{ known: Known | null }[]>`
				select known from who_asks(${tx.json(different)}, ${FRESH_MINUTES}, ${ACTS_WITHOUT_EFFECT}) as known`;
			const answers = new Map(different.map((question, place) => [nameOf(question), rows[place].known]));
			return questions.map((question) => answers.get(nameOf(question)) ?? null);
		})
	);
	return async ({ token, slug, wantsEffect }, limits) => {
		const id = sessionIdOf(token);
		if (id === null) return null;
		const known = await ask({ session: id, slug, wantsEffect });
		if (known === null) return null;
		const row = { ...known.session, expiresAt: new Date(known.session.expiresAt) };
		const session = await acceptSession(database, row, limits);
		return session && { session, ...placeOf(known) };
	};
}

function placeOf({ organisations, here, effect, waiting }: Known): Omit<Visit, 'session'> {
	const found = organisations.find(({ id }) => id === here);
	return {
		organisations: organisations.map(organisationOf),
		organisation: found ? organisationOf(found) : null,
		roles: found?.roles ?? [],
		effect,
		waiting
	};
}

function organisationOf({ id, slug, name, isSample }: Organisation): Organisation {
	return { id, slug, name, isSample };
}
