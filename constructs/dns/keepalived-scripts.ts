import { FOLDER, HANDOVER, type Keepalived } from "./keepalived";

/**
 * The program of the task: keepalived, which on Nomad's signal to stop first steps back behind the other nodes.
 *
 * It goes on sending to every peer that it ever knew. The catalogue forgets a node that is lost, and learns of its return
 * only after that node's keepalived has started, or its cable is back: one that hears nothing then would take the address.
 * It looks for new peers itself, because Nomad kills a task that does not run yet when it cannot send it a signal.
 */
export function runScript({ address }: Keepalived): string {
  const [ip] = address.split("/");
  return `cd ${FOLDER}
echo 0 > leaving
touch known

remember() {
    cp peers seen
    sort -u known seen > known.new
    mv known.new known
    { echo "unicast_peer {"; cat known; echo "}"; } > unicast_peer
}

holds() {
    ip -4 addr show | grep -q " ${ip}/"
}

leave() {
    echo 1 > leaving
    waited=0
    while holds && [ $waited -lt ${HANDOVER} ]; do
        sleep 1
        waited=$((waited + 1))
    done
    kill -TERM $keepalived
}

remember
keepalived --dont-fork --log-console --use-file=${FOLDER}/keepalived.conf &
keepalived=$!
trap leave TERM INT
while kill -0 $keepalived 2> /dev/null; do
    sleep 1 &
    wait $!
    if ! cmp -s peers seen; then
        remember
        kill -HUP $keepalived
    fi
done
wait $keepalived
`;
}

/** Succeeds if this node's CoreDNS says the word when it is asked for the name. For Consul code 1 would be a warning only. */
export function checkScript(port: string, word: string): string {
  return `nslookup -type=a "$1" {{ env "NOMAD_ADDR_${port}" }} 2>&1 | sed 1,3d | grep -q "${word}" || exit 2\n`;
}
