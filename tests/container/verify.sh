#!/usr/bin/env bash
# Builds the image, runs it as a strict host would, and looks. Needs podman and curl; base.sh finds the base image.
# The last line says `N passed, N failed`.
set -uo pipefail
cd "$(dirname "$0")/../.."
export BUILDAH_FORMAT=docker # podman's own format knows no HEALTHCHECK

name=klaus-check-$$
image=localhost/$name
work=$(mktemp -d)
passed=0
failed=0
base=$(tests/container/base.sh) || exit 1

limits=(--ulimit=nofile=1024 --ulimit=nproc=512)
strict=(--read-only --read-only-tmpfs=false --cap-drop=all --security-opt=no-new-privileges "${limits[@]}")
settings=(--env=BASE_URL=http://localhost:8000 --env=LOG_LEVEL=trace)
volume=--volume=$name:/app/data

main() {
  check 'the image builds' pod build --quiet --pull=never --layers=false --from "$base" --tag "$image" .
  check 'its user is not root' has_user
  check 'it has a health check' has_health_check
  check 'it carries no sources, tests, maps, npm or build tools' is_lean

  check 'it says what it is made of' lists_its_parts

  check 'it starts read-only, without capabilities, on a new volume' start
  check 'it answers /healthz' answers
  check 'it runs as user 1000, without capabilities, and can’t write to its own files' is_confined
  check 'its health check passes' pod healthcheck run "$name"
  check 'the first page leads to /setup' leads_to_setup
  check 'the page’s styles and scripts are there' is_dressed
  check 'the key and the database are for their owner only' keeps_files_private
  check 'somebody can register' registers_bob
  check 'the log of production holds no link, no address and no name' logs_nothing_private
  check 'a second container on the same volume is refused' refuses 'Another process already serves' once "${settings[@]}" "$volume" "$image"
  check 'sneaky-klaus is a command inside, and works beside the server' resets_password

  check 'a backup is made and the doctor looks, beside the server' backs_up

  check 'SIGTERM ends it by itself, with exit code 0' stops 0
  check 'it starts again on the same volume, and remembers its admin' starts_again
  check 'it starts again after kill -9, and remembers its admin' is_killed_and_starts_again
  check 'it stops again' stops 0
  for moment in 0.1 0.3 0.35 0.4 0.45 0.5 0.6 0.8; do check "a stop is heard $moment s after the start" starts_and_stops_after $moment; done

  check 'a backup is restored' restores
  check 'arguments are a command' takes_a_command
  check 'it starts in development too' starts_in_development
  check 'a missing BASE_URL is named' refuses '^BASE_URL ' once "$image"
  check 'a folder of root is refused with a cure' refuses_folder_of_root
  check 'a database of root that others may read is refused with a cure' refuses_database_of_root

  podman images --format 'image size: {{.Size}}' "$image"
  podman images --format 'of which the base image: {{.Size}}' "$base"
  echo "$passed passed, $failed failed"
  [ $failed = 0 ]
}

# check SENTENCE COMMAND…: counts whether the command succeeds, and shows what it printed when it does not.
check() {
  if "${@:2}" >"$work/out" 2>&1; then
    passed=$((passed + 1)) && echo "ok      $1"
  else
    failed=$((failed + 1)) && echo "FAILED  $1" && sed 's/^/        /' "$work/out"
  fi
}

# refuses REASON COMMAND…: the command ends by itself with exit code 1, and says the reason.
refuses() {
  local said code=0
  said=$("${@:2}") || code=$?
  echo "exit code $code: $said"
  [ $code = 1 ] && grep -qE "$1" <<<"$said"
}

# Without systemd, podman complains of health check timers at every step; its own errors still show in the exit code.
pod() { podman --log-level=fatal "$@"; }
start() { pod run --detach --name "$name" "${strict[@]}" "${settings[@]}" "$volume" --publish 127.0.0.1::8000 "$@" "$image"; }
once() { timeout 20 podman --log-level=fatal run --rm --network none "${strict[@]}" "$@" 2>&1; }
state() { pod inspect --format "{{.State.$1}}" "$name"; }

url() { echo "http://$(pod port "$name" 8000/tcp)"; }
visit() { curl --silent --show-error --max-time 5 --cookie-jar "$work/jar" --cookie "$work/jar" --header 'Sec-Fetch-Site: same-origin' "$(url)$1" "${@:2}"; }
outcome() { visit "$@" --output /dev/null --write-out '%{http_code} %{redirect_url}'; }
answers() {
  for _ in {1..50}; do
    visit /healthz --fail 2>/dev/null && return
    [ "$(state Running)" = true ] && sleep 0.2 || break
  done
  pod logs "$name"
  return 1
}

has_user() { [ "$(pod inspect --format '{{.Config.User}}' "$image")" = node ]; }
has_health_check() { pod inspect --format '{{json .HealthCheck}}' "$image" | grep healthz; }
is_lean() {
  local ballast
  ballast=$(once --entrypoint find "$image" /app /usr/local/bin -regextype egrep \
    -regex '.*\.([cm]?ts|tsx|map|[ch]pp)|.*/(tests?|npm|npx|\.npmrc|esbuild|typescript|vitest|node-linux.*)')
  echo "$ballast" && [ -z "$ballast" ]
}
# Everything that Node can load, and htmx, which lies among the files for browsers.
lists_its_parts() {
  once --entrypoint node "$image" -e '
    const { bomFormat, metadata, components } = JSON.parse(fs.readFileSync("sbom.json", "utf8"))
    const listed = new Map(components.map(({ name, version }) => [name, version]))
    const present = fs.globSync("node_modules/{*,@*/*}/package.json").map((file) => JSON.parse(fs.readFileSync(file, "utf8"))).filter(({ version }) => version)
    const missing = present.filter(({ name }) => !listed.has(name)).map(({ name }) => name)
    const expected = ["hono", "@mikro-orm/core", "better-sqlite3", "nodemailer", "htmx.org"].filter((name) => !listed.has(name))
    console.log(`${bomFormat} of ${metadata.component.name}: ${listed.size} parts; missing: ${[...missing, ...expected]}`)
    const isFine = bomFormat === "CycloneDX" && metadata.component.name === "sneaky-klaus" && present.length > 40
    process.exit(isFine && missing.length + expected.length === 0 ? 0 : 1)'
}

is_confined() {
  pod exec "$name" sh -c 'id && grep -x "CapEff:.0*" /proc/1/status && grep -x "NoNewPrivs:.1" /proc/1/status && [ $(id -u) = 1000 ] && ! touch /app/x'
}
leads_to_setup() { [ "$(outcome /)" = "303 $(url)/setup" ]; }
is_dressed() {
  local assets asset
  assets=$(visit /setup | grep -oE '/assets/[^"]+') && grep page <<<"$assets" || return
  for asset in $assets; do visit "$asset" --fail --output /dev/null || return; done
}
keeps_files_private() {
  pod exec "$name" stat --format '%a %U %n' data data/secret.key data/sneaky-klaus.sqlite || return
  [ "$(pod exec "$name" sh -c 'stat --format "%a %U" data/*' | sort --unique)" = '600 node' ]
}

# The e-mail to somebody who registers holds a link; without a transport it can't be sent, which the log tells.
registers_bob() {
  local desk invitation
  visit /setup --data 'email=alice@example.org&password=nine+quiet+reindeer&password_confirm=nine+quiet+reindeer'
  desk=$(outcome /admin/exchange/new --data 'name=Canary+party&timezone=UTC' \
    --data "registration_close_date=$(date --date '10 days' +%F)&exchange_date=$(date --date '20 days' +%F)")
  desk=${desk#"303 $(url)"}
  visit "$desk/state/open-registration" --data ''
  invitation=$(visit "$desk" | grep -oE -m 1 '/exchange/[0-9a-z]{16}/register' | head -n 1)
  outcome "$invitation" --data 'name=Canary+Bob&email=canary@example.org' | grep 'sent=yes'
}
logs_nothing_private() {
  local log
  for _ in {1..25}; do
    log=$(pod logs "$name" 2>&1)
    grep 'e-mail not sent' <<<"$log" && break
    sleep 0.2
  done
  grep --quiet 'e-mail not sent' <<<"$log" && ! grep -iE 'DEV MODE|/auth/magic/[^:]|/exchange/[0-9a-z]{16}|canary|alice' <<<"$log"
}

resets_password() { pod exec "$name" sneaky-klaus reset-password | grep '^http://localhost:8000/'; }

backs_up() {
  pod exec "$name" sneaky-klaus backup data/copy.sqlite --with-secret | grep 'and checked the copy' || return
  [ "$(pod exec "$name" sh -c 'stat --format "%a %U" data/copy.*' | sort --unique)" = '600 node' ] || return
  pod exec "$name" sneaky-klaus doctor >"$work/doctor" # finds that there is no mail transport
  cat "$work/doctor"
  grep '^ok    database:' "$work/doctor" && ! grep -E '^mend  (permissions|database|secret|disk)' "$work/doctor"
}
restores() { once "${settings[@]}" "$volume" "$image" restore data/copy.sqlite | tee "$work/restore" | grep '^Restored' && ! grep 'can’t be opened' "$work/restore"; }

# Podman would kill it after ten seconds.
stops() {
  local began=$SECONDS
  pod stop --time 10 "$name"
  echo "exit code $(state ExitCode) after $((SECONDS - began)) s"
  [ $((SECONDS - began)) -lt 10 ] && [[ " $* " == *" $(state ExitCode) "* ]]
}
starts_again() { pod start "$name" && answers && [[ $(outcome /setup) == 404* ]]; }
is_killed_and_starts_again() { pod kill --signal KILL "$name" && pod wait "$name" && starts_again; }
# Before it serves, the shell of the entry point ends with the signal's own code.
starts_and_stops_after() { pod start "$name" && sleep "$1" && stops 0 143; }

takes_a_command() { once "${settings[@]}" "$volume" "$image" migrate | grep 'up to date'; }
starts_in_development() { pod rm "$name" && start --env=NODE_ENV=development && answers && stops 0; }
refuses_folder_of_root() {
  mkdir -m 755 "$work/of-root"
  refuses 'chown -R 1000' once "${settings[@]}" --volume "$work/of-root:/app/data" "$image"
}
refuses_database_of_root() {
  pod run --rm "${limits[@]}" --user root "$volume" --entrypoint sh "$image" -c 'chown root data/*.sqlite && chmod 644 data/*.sqlite' || return
  refuses 'chown -R 1000' once "${settings[@]}" "$volume" "$image"
}

clean_up() {
  pod rm --force --time 1 "$name"
  pod volume rm --force "$name"
  pod rmi --force "$image"
  rm -rf "$work"
} >/dev/null 2>&1
trap clean_up EXIT

main
