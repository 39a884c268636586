package types

import (
	"context"

	"go.opentelemetry.io/otel/sdk/resource"
)

// K8sAttributesDetector detects nothing: this Traefik has no client of Kubernetes.
type K8sAttributesDetector struct{}

// Detect returns no attribute.
func (K8sAttributesDetector) Detect(context.Context) (*resource.Resource, error) {
	return resource.Empty(), nil
}
