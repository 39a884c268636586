// Package serve starts a provider as Terraform wants it, and quietly.
package serve

import (
	"context"
	"os"
	"runtime/debug"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"cdknomad/provider/internal/crash"
	"cdknomad/provider/internal/secret"
)

// logVariables are those that ask for what the libraries below us log.
var logVariables = []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK"}

// garbage is how much may lie about before it is collected, in percent of what is in use. A provider uses little, and lives
// as long as one plan: to collect as rarely as this saves a third of its time.
const garbage = 400

// farewell is how long a provider may take to close. Terraform kills a plugin two seconds after it asked it to stop.
//
// See https://pkg.go.dev/github.com/hashicorp/go-plugin#Client.Kill
const farewell = 1500 * time.Millisecond

// Provider serves one provider until Terraform has done with it, and then closes it if it has a method Close.
//
// The libraries log every step of every resource, and Terraform reads all of it even where nobody asked for logs: a good
// part of what a plan over a thousand jobs costs. Here it is not written unless one of the variables is set.
func Provider(address string, server func() tfprotov6.ProviderServer) error {
	for name, level := range logLevels() {
		if err := os.Setenv(name, level); err != nil {
			return err
		}
	}
	go endWithParent(os.Getppid())
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	served := server()
	err := tf6server.Serve(address, func() tfprotov6.ProviderServer { return crash.Before(secret.Before(served)) })
	if closer, can := served.(interface{ Close(context.Context) error }); can {
		ctx, cancel := context.WithTimeout(context.Background(), farewell)
		defer cancel()
		_ = closer.Close(ctx) // Terraform reads no answer any more
	}
	return err
}

// endWithParent ends this process soon after Terraform is gone without a word, as after kill -9: there is nobody left to
// take an answer, and nobody who would ever end it.
func endWithParent(parent int) {
	for os.Getppid() == parent {
		time.Sleep(time.Second)
	}
	os.Exit(1)
}

// logLevels is how much the libraries below us log. What the framework logs below INFO has paths in it, and the path to a
// part of a set is all that this part holds, secrets included.
func logLevels() map[string]string {
	for _, name := range logVariables {
		if os.Getenv(name) != "" {
			return map[string]string{"TF_LOG_SDK_FRAMEWORK": "INFO"}
		}
	}
	return map[string]string{"TF_LOG_SDK": "OFF", "TF_LOG_SDK_PROTO": "OFF", "TF_LOG_SDK_FRAMEWORK": "OFF"}
}
