// Package v1 is the part of client-go's package that Consul uses.
package v1

import (
	"context"

	v1 "k8s.io/api/authentication/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TokenReviewsGetter returns what creates token reviews.
type TokenReviewsGetter interface {
	TokenReviews() TokenReviewInterface
}

// TokenReviewInterface creates token reviews.
type TokenReviewInterface interface {
	Create(ctx context.Context, review *v1.TokenReview, options metav1.CreateOptions) (*v1.TokenReview, error)
}
