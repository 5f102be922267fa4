import { metricCall } from './metric-call.ts';

const { code, output, complaint } = await metricCall(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(complaint);
process.exitCode = code;
