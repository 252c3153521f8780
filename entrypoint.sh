#!/bin/sh
# Runs the sneaky-klaus command that it is given. `serve`, the default, first brings the database up to date.
set -u

# The kernel drops a signal to process 1 that it does not listen for yet, and Node takes a moment until it does. So the
# shell stays process 1 and passes the signal on: a Node that does not listen yet is ended by it, and has nothing to finish.
child='' stopped=''
trap 'stopped=yes; [ -z "$child" ] || pass_on' TERM INT

# Until it has become Node, a child is a copy of this shell, traps and all: it would take the signal for itself and forget it.
pass_on() {
  read -r shell <"/proc/$$/comm" && while read -r program <"/proc/$child/comm" && [ "$program" = "$shell" ]; do :; done
  kill -TERM "$child"
} 2>/dev/null

run() {
  [ -z "$stopped" ] || exit 143
  # Less room for new objects (8 MB instead of 16, three times): less memory at rest and under load, and hardly dearer.
  # The less the heap may grow, the sooner it is tidied: with 512 MB at most, 40 to 50 MB less after many registrations.
  # A collection that we may ask for gives back what a start or a busy time leaves behind (src/jobs/free-memory.ts).
  node --expose-gc --max-semi-space-size=8 --max-old-space-size=512 "$cli" "$@" &
  child=$!
  [ -z "$stopped" ] || pass_on
  code=0
  wait "$child" || code=$?
  # A signal ends the waiting, not what is waited for.
  while kill -0 "$child" 2>/dev/null; do code=0; wait "$child" || code=$?; done
  child=''
  return "$code"
}

cli=$(dirname "$0")/dist/cli.js
[ $# -gt 0 ] || set -- serve
[ "$1" = serve ] || exec node "$cli" "$@"
run migrate || exit
run "$@"
