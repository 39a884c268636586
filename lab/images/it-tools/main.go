// It-tools is the stand-in for the web application with the same image name, if that image cannot be pulled. It answers
// every path on port 80 with a page that explains this.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

const page = `<!doctype html>
<html lang="en">
<title>it-tools stand-in</title>
<h1>it-tools stand-in</h1>
<p>The real image cannot be pulled here; this page was served by %s.</p>
</html>
`

func main() {
	host, err := os.Hostname()
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, page, host)
	})
	log.Print("it-tools stand-in listens on port 80")
	log.Fatal(http.ListenAndServe(":80", nil))
}
