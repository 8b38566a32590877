import { HttpClient, HttpParams } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { toProblem } from './problem';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

const BASE = '/api/v1';

const toParams = (query: Query = {}): HttpParams =>
  Object.entries(query).reduce((params, [name, value]) => (value === null || value === undefined || value === '' ? params : params.set(name, value)), new HttpParams());

/** Every request of the console to its own server. Paths begin after `/api/v1`; a failure is always thrown as a `Problem`. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);

  get<T>(path: string, query?: Query): Promise<T> {
    return this.settle(this.http.get<T>(BASE + path, { params: toParams(query) }));
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.settle(this.http.post<T>(BASE + path, body));
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.settle(this.http.put<T>(BASE + path, body));
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.settle(this.http.patch<T>(BASE + path, body));
  }

  delete<T = void>(path: string): Promise<T> {
    return this.settle(this.http.delete<T>(BASE + path));
  }

  private async settle<T>(answer: Observable<T>): Promise<T> {
    try {
      return await firstValueFrom(answer);
    } catch (cause) {
      throw toProblem(cause);
    }
  }
}
