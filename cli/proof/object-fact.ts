/** What a server has about an object of a state, or why only Terraform can compare the object. */
export type ObjectFact = { readonly text: string } | { readonly reason: string };

/** The facts by the address of the object. */
export type ObjectFacts = ReadonlyMap<string, ObjectFact>;
