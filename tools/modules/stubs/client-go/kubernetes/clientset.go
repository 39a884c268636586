// Package kubernetes takes the place of client-go in Consul. Its only use is Consul's auth method of the type kubernetes, which can be created
// and changed, and cannot check a token.
package kubernetes

import (
	"context"
	"errors"

	authv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clientauthv1 "k8s.io/client-go/kubernetes/typed/authentication/v1"
	clientcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/rest"
)

var errLeftOut = errors.New("the consul that cdknomad builds for labs has no client of Kubernetes, so it cannot check a token of this auth method; give the lab another consul with --consul")

// Clientset sends no request.
type Clientset struct{}

// NewForConfig returns a client.
func NewForConfig(*rest.Config) (*Clientset, error) { return &Clientset{}, nil }

// AuthenticationV1 returns what creates token reviews.
func (*Clientset) AuthenticationV1() clientauthv1.TokenReviewsGetter { return tokenReviews{} }

// CoreV1 returns what reads service accounts.
func (*Clientset) CoreV1() clientcorev1.ServiceAccountsGetter { return serviceAccounts{} }

type tokenReviews struct{}

func (t tokenReviews) TokenReviews() clientauthv1.TokenReviewInterface { return t }

// Create fails.
func (tokenReviews) Create(context.Context, *authv1.TokenReview, metav1.CreateOptions) (*authv1.TokenReview, error) {
	return nil, errLeftOut
}

type serviceAccounts struct{}

func (s serviceAccounts) ServiceAccounts(string) clientcorev1.ServiceAccountInterface { return s }

// Get fails.
func (serviceAccounts) Get(context.Context, string, metav1.GetOptions) (*corev1.ServiceAccount, error) {
	return nil, errLeftOut
}
