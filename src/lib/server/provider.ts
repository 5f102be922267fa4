import {
	allowInsecureRequests,
	authorizationCodeGrant,
	buildAuthorizationUrl,
	calculatePKCECodeChallenge,
	discovery,
	randomNonce,
	randomPKCECodeVerifier,
	randomState,
	type Configuration
} from 'openid-client';
import { sealing } from './sealing.ts';
import type { ProviderSettings } from './settings.ts';

const TIMEOUT_SECONDS = 5;
const VALID_MINUTES = 10;

/** What the browser keeps, sealed, while it is at the provider. */
export interface ProviderFlow {
	state: string;
	nonce: string;
	verifier: string;
	/** Where to go afterwards, a path of this site. */
	next: string;
	/** The account that asked to be connected; null for a sign-in. */
	connect: string | null;
	until: number;
}

const configurations = new Map<string, Promise<Configuration>>();

/** The provider's published addresses and keys, asked for once; a failure is asked again. */
function configurationOf({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
	const key = JSON.stringify([issuer, clientId]);
	let found = configurations.get(key);
	if (!found) {
		const isPlain = new URL(issuer).protocol === 'http:';
		const options = { timeout: TIMEOUT_SECONDS, execute: isPlain ? [allowInsecureRequests] : [] };
		found = discovery(new URL(issuer), clientId, clientSecret, undefined, options);
		configurations.set(key, found);
		found.catch(() => configurations.delete(key));
	}
	return found;
}

const callbackOf = (origin: string) => `${origin}/login/provider/callback`;

/** The address to send the browser to, and what it keeps meanwhile. Rejects when the provider does not answer. */
export async function beginProvider(
	settings: ProviderSettings,
	{ origin, next, connect, key }: { origin: string; next: string; connect: string | null; key: Uint8Array }
): Promise<{ address: string; kept: string }> {
	const configuration = await configurationOf(settings);
	const flow: ProviderFlow = {
		state: randomState(),
		nonce: randomNonce(),
		verifier: randomPKCECodeVerifier(),
		next,
		connect,
		until: Date.now() + VALID_MINUTES * 60_000
	};
	const address = buildAuthorizationUrl(configuration, {
		redirect_uri: callbackOf(origin),
		scope: 'openid',
		state: flow.state,
		nonce: flow.nonce,
		code_challenge: await calculatePKCECodeChallenge(flow.verifier),
		code_challenge_method: 'S256'
	});
	return { address: address.href, kept: sealing(key).seal(flow).sealed };
}

/** What the browser kept, or null: nothing, something else, or older than ten minutes. */
export function keptFlow(kept: string | undefined, key: Uint8Array): ProviderFlow | null {
	if (!kept) return null;
	try {
		const flow = sealing(key).open<ProviderFlow>({ sealed: kept });
		return flow !== null && Date.now() < flow.until ? flow : null;
	} catch {
		return null;
	}
}

/** Who the provider says it is. Rejects when the answer belongs to no flow of this browser, or is not signed by it. */
export async function finishProvider(
	settings: ProviderSettings,
	{ origin, query, flow }: { origin: string; query: string; flow: ProviderFlow }
): Promise<{ issuer: string; subject: string }> {
	const tokens = await authorizationCodeGrant(
		await configurationOf(settings),
		new URL(`${callbackOf(origin)}${query}`),
		{ expectedState: flow.state, expectedNonce: flow.nonce, pkceCodeVerifier: flow.verifier, idTokenExpected: true }
	);
	const claims = tokens.claims();
	if (!claims) throw new Error('The provider sent no identity.');
	return { issuer: claims.iss, subject: claims.sub };
}
