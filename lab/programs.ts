/** Paths on this machine of the programs that the lab's hosts run. */
export interface Programs {
  readonly nomad: string;
  readonly consul: string;
  readonly podmanDriver: string;
  readonly images: string;
  readonly supervisor: string;
}
