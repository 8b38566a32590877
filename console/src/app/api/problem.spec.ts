import { HttpErrorResponse } from '@angular/common/http';
import { toProblem } from './problem';

describe('a problem', () => {
  it('is read from what the server sent', () => {
    const problem = toProblem(new HttpErrorResponse({ status: 400, error: { type: 'urn:hyperkuber:problem:invalid-input', title: 'The input is not valid', status: 400, errors: [{ path: 'name', message: 'is taken' }], instance: 'r-1' } }));
    expect([problem.code, problem.status, problem.faultOf('name'), problem.faultOf('other'), problem.requestId]).toEqual(['invalid-input', 400, 'is taken', null, 'r-1']);
  });
  it('is read from a body that came as text', () => { expect(toProblem(new HttpErrorResponse({ status: 403, error: '{"type":"urn:hyperkuber:problem:forbidden","detail":"no"}' })).code).toBe('forbidden'); });
  it('says that nobody answered', () => { expect(toProblem(new HttpErrorResponse({ status: 0, error: null })).code).toBe('no-answer'); });
  it('survives a page of a proxy in its place', () => { expect(toProblem(new HttpErrorResponse({ status: 502, error: '<html>' })).code).toBe('unknown'); });
  it('takes what is no answer at all as unexpected', () => { expect(toProblem(new Error('boom')).title).toBe('boom'); });
});
