// Sends a span for each request to OTEL_EXPORTER_OTLP_ENDPOINT; see "Traces" in operations.md for how it is loaded.
import { register } from 'node:module';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { NodeSDK } from '@opentelemetry/sdk-node';

/** Links that work once, ids and names of organisations stand in addresses: of a path its first word is told. */
function withoutPrivate(span) {
	const path = String(span.attributes?.['url.path'] ?? '/');
	span.setAttribute('url.path', path.split('/').slice(0, 2).join('/'));
	for (const name of ['url.query', 'client.address', 'network.peer.address', 'user_agent.original'])
		span.setAttribute(name, '');
}

if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) {
	process.env.OTEL_METRICS_EXPORTER ??= 'none';
	process.env.OTEL_LOGS_EXPORTER ??= 'none';
	process.env.OTEL_NODE_RESOURCE_DETECTORS ??= 'env';
	register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
	const http = new HttpInstrumentation({ applyCustomAttributesOnSpan: withoutPrivate });
	new NodeSDK({ serviceName: 'muster', instrumentations: [http] }).start();
}
