/** What this process is for. The API answers requests, a worker runs jobs; the embedded default does both. */
export class ProcessRole {
  constructor(
    readonly serves: boolean,
    readonly works: boolean,
  ) {}
}
