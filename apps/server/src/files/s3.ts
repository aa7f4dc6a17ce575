import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { BlobStore } from '@trellis/records/server';
import { AwsClient } from 'aws4fetch';

export interface S3Settings {
  /** Origin of the service, e.g. https://s3.cn-north-1.amazonaws.com.cn; buckets are folders of it. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Contents in a bucket of any service that speaks S3 (AWS, MinIO, OSS, COS, OBS …). */
export function s3Store({ endpoint, bucket, ...credentials }: S3Settings): BlobStore {
  const client = new AwsClient({ ...credentials, service: 's3', retries: 4 });
  const urlOf = (key: string) => `${endpoint.replace(/\/$/, '')}/${bucket}/${key}`;

  async function ask(key: string, init: RequestInit, alsoFine: readonly number[] = []): Promise<Response> {
    const response = await client.fetch(urlOf(key), init);
    if (response.ok || alsoFine.includes(response.status)) return response;
    const text = await response.text().catch(() => '');
    const code = /<Code>([^<]{1,100})<\/Code>/.exec(text)?.[1] ?? '';
    throw new Error(`The file store answered ${response.status} ${code} to ${init.method} ${key}`);
  }
  const has = async (key: string) => (await ask(key, { method: 'HEAD' }, [404])).ok;

  return {
    has,
    async put(key, file) {
      if (await has(key)) return;
      // As a blob, whose length is known: the services refuse bodies without one.
      const body = await openAsBlob(file);
      await drain(
        await ask(key, { method: 'PUT', body, headers: { 'content-type': 'application/octet-stream' } }),
      );
    },
    async open(key) {
      const response = await ask(key, { method: 'GET' }, [404]);
      if (!response.ok || !response.body) {
        await drain(response);
        return undefined;
      }
      return Readable.fromWeb(response.body as ReadableStream);
    },
    async remove(key) {
      await drain(await ask(key, { method: 'DELETE' }, [404]));
    },
  };
}

/** A body that nobody reads would keep its connection. */
const drain = async (response: Response): Promise<void> => void (await response.arrayBuffer());
