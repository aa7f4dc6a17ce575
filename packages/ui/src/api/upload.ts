/** Bytes sent so far and in all. */
export type Progress = (sent: number, total: number) => void;

/** A multipart request by XMLHttpRequest, because fetch can't tell how far an upload is. Rejects when there is no answer. */
export function sendForm(request: {
  url: string;
  method: string;
  token: string | null;
  language: string;
  form: FormData;
  progress?: Progress;
  signal?: AbortSignal;
}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(request.method, request.url);
    xhr.setRequestHeader('accept', 'application/json');
    xhr.setRequestHeader('accept-language', request.language);
    if (request.token) xhr.setRequestHeader('authorization', `Bearer ${request.token}`);
    xhr.upload.onprogress = (event) => request.progress?.(event.loaded, event.total);
    xhr.onload = () => {
      const headers = new Headers();
      const wait = xhr.getResponseHeader('retry-after');
      if (wait) headers.set('retry-after', wait);
      resolve(new Response(xhr.status === 204 ? null : xhr.responseText, { status: xhr.status, headers }));
    };
    xhr.onerror = () => reject(new TypeError('No answer'));
    xhr.onabort = () => reject(new DOMException('Aborted', 'AbortError'));
    request.signal?.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(request.form);
  });
}
