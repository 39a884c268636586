package cluster

// Kind is a sort of object that lives in a namespace.
type Kind string

// The kinds that keep a namespace from being deleted.
const (
	Job        Kind = "job"
	Variable   Kind = "variable"
	CSIVolume  Kind = "csi volume"
	HostVolume Kind = "host volume"
)

// Object is one such object.
type Object struct {
	Kind Kind
	Key
}

// PlanDestroy remembers that this plan destroys an object. A resource type whose objects live in a namespace calls it
// when its destruction is planned, or the plan of the namespace's deletion treats the object as one of another program.
func (c *Cluster) PlanDestroy(object Object) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.destroyed[object] = true
}

// DestroyPlanned says whether this plan destroys the object.
func (c *Cluster) DestroyPlanned(object Object) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.destroyed[object]
}
