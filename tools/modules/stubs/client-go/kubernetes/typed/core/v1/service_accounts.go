// Package v1 is the part of client-go's package that Consul uses.
package v1

import (
	"context"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// ServiceAccountsGetter returns what reads the service accounts of a namespace.
type ServiceAccountsGetter interface {
	ServiceAccounts(namespace string) ServiceAccountInterface
}

// ServiceAccountInterface reads service accounts.
type ServiceAccountInterface interface {
	Get(ctx context.Context, name string, options metav1.GetOptions) (*v1.ServiceAccount, error)
}
