module github.com/hashicorp/vault/api/auth/gcp

go 1.26

require github.com/hashicorp/vault/api v1.12.2
