/** Where the deployment runs, as its ARNs and addresses show it. */
export type Place = {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** The local AWS endpoint, which queue URLs begin with: `http://127.0.0.1:4566`. */
  readonly awsEndpoint: string;
  /** The HTTP API's own address. */
  readonly httpUrl: string;
};
