// The protocol's binary REST form in front of onnxruntime-node, as a person would write it.
import http from 'node:http';
import { createRequire } from 'node:module';

const ort = createRequire(process.cwd() + '/')('onnxruntime-node');
const [file, threads] = process.argv.slice(2);
const session = await ort.InferenceSession.create(file, {
  intraOpNumThreads: Number(threads), interOpNumThreads: 1, executionMode: 'sequential',
});
const arrays = { FP32: Float32Array, FP64: Float64Array, INT64: BigInt64Array, INT32: Int32Array };
const types = { FP32: 'float32', FP64: 'float64', INT64: 'int64', INT32: 'int32' };
const names = Object.fromEntries(Object.entries(types).map(([k, v]) => [v, k]));

async function infer(body, head) {
  const asked = JSON.parse(body.subarray(0, head).toString());
  const feeds = {};
  let at = head;
  for (const input of asked.inputs) {
    const size = input.parameters.binary_data_size;
    const copy = new Uint8Array(size);
    copy.set(body.subarray(at, at + size));
    at += size;
    feeds[input.name] = new ort.Tensor(
      types[input.datatype], new arrays[input.datatype](copy.buffer), input.shape);
  }
  const results = await session.run(feeds);
  const outputs = [];
  const parts = [];
  for (const [name, tensor] of Object.entries(results)) {
    const bytes = Buffer.from(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength);
    outputs.push({ name, datatype: names[tensor.type], shape: tensor.dims,
      parameters: { binary_data_size: bytes.length } });
    parts.push(bytes);
  }
  const json = Buffer.from(JSON.stringify({ model_name: 'bench', model_version: '1', outputs }));
  return [json.length, Buffer.concat([json, ...parts])];
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    try {
      const head = Number(request.headers['inference-header-content-length']);
      const [json, body] = await infer(Buffer.concat(chunks), head);
      response.writeHead(200, { 'content-type': 'application/octet-stream',
        'inference-header-content-length': json, 'content-length': body.length });
      response.end(body);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: String(error) }));
    }
  });
});
server.keepAliveTimeout = 60000;
server.listen(0, '127.0.0.1', () => console.log('ready ' + server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
