package consul

import (
	"context"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/writeonly"
)

// secrets are the write-only arguments of a kind. Nil if it has none.
type secrets[M any] struct {
	// check returns what is wrong with them, without a part of them.
	check func(configured *M) []string
	// arguments returns those of a plan. Only configured has their values; prior is nil if the object is created.
	arguments func(plan, configured, prior *M) writeonly.Arguments
	// filled returns the plan with these values in their places, to send it. It never becomes a plan or a state.
	filled func(plan, configured *M) *M
}

// plan plans the hashes, and returns what is wrong with the arguments.
func (s *secrets[M]) plan(ctx context.Context, c *lifecycle.Call[*api.Client, M]) []string {
	if s == nil {
		return nil
	}
	configured := c.Configured(ctx)
	if configured == nil {
		return nil
	}
	s.arguments(c.Plan, configured, c.Prior).Plan()
	return s.check(configured)
}

// settle returns the model to send, and completes the hashes of the plan.
func (s *secrets[M]) settle(ctx context.Context, c *lifecycle.Call[*api.Client, M], title string) *M {
	if s == nil {
		return c.Plan
	}
	configured := c.Configured(ctx)
	if configured == nil {
		return nil
	}
	c.Append(s.arguments(c.Plan, configured, c.Prior).Settle(title)...)
	return s.filled(c.Plan, configured)
}
