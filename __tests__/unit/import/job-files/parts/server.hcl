# The configuration of an agent: there is no job in it.
datacenter = "dc1"

server {
  enabled          = true
  bootstrap_expect = 3
}
