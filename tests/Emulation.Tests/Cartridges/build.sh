#!/bin/sh
# Builds other.gb with sdcc 4.2. Only needed after a change of the source: the built cartridge is committed.
set -eu

cd "$(dirname "$0")"
if ! command -v sdcc > /dev/null; then
    echo "build.sh: sdcc not found. Install version 4.2: apt-get install sdcc" >&2
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sdasgb -o "$work/crt0.rel" source/crt0.s
sdcc -msm83 --std-c11 --opt-code-size --Werror -c -o "$work/other.rel" source/other.c
sdcc -msm83 --no-std-crt0 --nostdlib --code-loc 0x0200 --data-loc 0xC400 -o "$work/other.ihx" "$work/crt0.rel" "$work/other.rel"
makebin -Z -yn OTHER "$work/other.ihx" other.gb
