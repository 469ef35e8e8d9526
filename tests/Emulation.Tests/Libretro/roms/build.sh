#!/bin/sh
# Builds counter.gb from counter.s with sdcc's assembler, linker and makebin (Debian: sdcc). The built file is committed, so
# only a change of counter.s needs this.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sdasgb -o "$work/counter.rel" counter.s
sdldgb -n -i "$work/counter.ihx" "$work/counter.rel"
makebin -Z -yn COUNTER "$work/counter.ihx" counter.gb
