package main

// runHost is pid 1 of a host: it starts the services and reaps what they leave behind.
func runHost(plan *Plan, name string) error {
	host, err := plan.host(name)
	if err != nil {
		return err
	}
	r := newReaper()
	here := func(f func()) { f() }
	for _, process := range host.Processes {
		go newService(process, "/run/node/log", r, here).run()
	}
	r.run()
	return nil
}
