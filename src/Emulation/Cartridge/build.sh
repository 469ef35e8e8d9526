#!/bin/sh
# Builds demo.gb from source/ with sdcc 4.2. Only needed after a change of the source: the built cartridge is committed.
set -eu

cd "$(dirname "$0")"
for tool in sdcc sdasgb makebin; do
    if ! command -v "$tool" > /dev/null; then
        echo "build.sh: $tool not found. It is part of sdcc 4.2: apt-get install sdcc" >&2
        exit 1
    fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sdasgb -o "$work/crt0.rel" source/crt0.s
awk -f source/art.awk source/art.txt > "$work/art.c"
objects=
for unit in main ledger world screen tiles bar sprites colours; do
    sdcc -msm83 --std-c11 --opt-code-size --Werror -c -o "$work/$unit.rel" "source/$unit.c"
    objects="$objects $work/$unit.rel"
done
sdcc -msm83 --std-c11 --opt-code-size --Werror -Isource -c -o "$work/art.rel" "$work/art.c"
objects="$objects $work/art.rel"
# Code after the header; variables after the ledger and the state that tests read (see README.md).
# shellcheck disable=SC2086 # the objects are a list
sdcc -msm83 --no-std-crt0 --nostdlib --code-loc 0x0200 --data-loc 0xC700 -o "$work/demo.ihx" "$work/crt0.rel" $objects
# -yc: runs on a grey Game Boy, uses colours on a Game Boy Color.
makebin -Z -yc -yn DEMO "$work/demo.ihx" demo.gb
ls -l demo.gb
