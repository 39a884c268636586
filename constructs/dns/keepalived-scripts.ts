import { FOLDER, HANDOVER, type Keepalived } from "./keepalived";

/**
 * The program of the task: keepalived, which on Nomad's signal to stop first steps back behind the other nodes.
 *
 * It goes on sending to every peer that it ever knew. The catalogue forgets a node that is lost, and learns of its return
 * only after that node's keepalived has started, or its cable is back: one that hears nothing then would take the address.
 */
export function runScript({ address }: Keepalived): string {
  const [ip] = address.split("/");
  return `cd ${FOLDER}
echo 0 > leaving

remember() {
    touch known
    sort -u known peers > known.new
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

trap 'remember; [ -z "$keepalived" ] || kill -HUP $keepalived' HUP
remember
keepalived --dont-fork --log-console --use-file=${FOLDER}/keepalived.conf &
keepalived=$!
trap leave TERM INT
while kill -0 $keepalived 2> /dev/null; do
    wait $keepalived
    code=$?
done
exit $code
`;
}

/** Succeeds if this node's CoreDNS says the word when it is asked for the name. */
export function checkScript(port: string, word: string): string {
  return `nslookup -type=a "$1" {{ env "NOMAD_ADDR_${port}" }} 2>&1 | sed 1,3d | grep -q "${word}"\n`;
}
