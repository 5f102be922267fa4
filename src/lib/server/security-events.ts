import type { Database } from './database.ts';

/** An act that belongs to no organisation: a sign-in, a refusal, a limit. No e-mail address, no token. */
export interface SecurityEvent {
	action:
		'login' | 'login-code' | 'logout' | 'setup' | 'invitation' | 'access' | 'password' | 'second-factor' | 'provider';
	result: 'done' | 'failed' | 'limited' | 'refused';
	accountId?: string | null;
	address?: string | null;
	requestId?: string | null;
}

export async function recordSecurityEvent(database: Database, event: SecurityEvent): Promise<void> {
	await database.inSystem(
		(tx) => tx`insert into security_event (action, result, account_id, address, request_id)
			values (${event.action}, ${event.result}, ${event.accountId ?? null}, ${event.address ?? null},
				${event.requestId ?? null})`
	);
}
