import { FOLDER, HANDOVER, type Keepalived } from "./settings";

/**
 * The program of the task: keepalived, which on Nomad's signal to stop first steps back behind the other nodes.
 *
 * It continues to send to every peer that it ever knew. The catalog forgets a node that is lost, and learns of its return
 * only after that node's keepalived has started, or its cable is back: a peer that receives nothing then would take the address.
 * It looks for new peers itself, because Nomad kills a task that does not run yet when it cannot send it a signal. Only a peer
 * that it never knew makes keepalived read its configuration again: a check that fails at that moment counts at once, however often
 * it may fail otherwise, and the moment in which a node is lost or comes back is one in which Nomad cannot be asked.
 */
export function runScript({ address }: Keepalived): string {
  const [ip] = address.split("/");
  return `cd ${FOLDER}
echo 0 > leaving
touch known

learn() {
    cp peers seen
    sort -u known seen > known.new
    if cmp -s known known.new; then
        return 1
    fi
    mv known.new known
    write
}

write() {
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

write
learn
keepalived --dont-fork --log-console --use-file=${FOLDER}/keepalived.conf &
keepalived=$!
trap leave TERM INT
while kill -0 $keepalived 2> /dev/null; do
    sleep 1 &
    wait $!
    if ! cmp -s peers seen && learn; then
        kill -HUP $keepalived
    fi
done
wait $keepalived
`;
}
